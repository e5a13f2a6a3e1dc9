namespace Workflows.Cases.Registers;

/// <summary>What a register filters, searches and counts of a case, beside the case: narrow, so that 100,000 of them are
/// quickly looked through. Written with every change of the case. Table <c>RegisterRows</c>.</summary>
public sealed class RegisterRow
{
    public required Guid CaseId { get; init; }
    public required string ProcessKey { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The number with its figures filled up with zeros, so that numbers sort as people count; null until a row from
    /// before this column is written anew.</summary>
    public string? NumberKey { get; set; }
    public string? Class { get; set; }
    public string? Department { get; set; }

    /// <summary>A floating number: SQLite adds up and compares no other.</summary>
    public double? Amount { get; set; }

    /// <summary>A case status by name.</summary>
    public string Status { get; set; } = "";
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Until when, and whether, its clock was met; null while it runs or where there is none.</summary>
    public DateTimeOffset? Due { get; set; }
    public bool? OnTime { get; set; }

    /// <summary>Number, summary and the fields to search, lower case.</summary>
    public string Text { get; set; } = "";
}
