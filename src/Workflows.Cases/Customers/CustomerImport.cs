namespace Workflows.Cases.Customers;

/// <summary>A line of a sheet as it was read.</summary>
/// <param name="Number">As the spreadsheet counts, from 1.</param>
public sealed record SheetLine(int Number, IReadOnlyList<string> Cells);

/// <summary>What importing a sheet would do, or has done.</summary>
public sealed record CustomerImport(IReadOnlyList<ImportedRow> Rows, IReadOnlyList<ImportFault> Faults)
{
    /// <summary>Headings that name nothing of a customer file; their columns are left out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public int New => Rows.Count(r => r.IsNew);
    public int Changed => Rows.Count(r => !r.IsNew && r.Changes.Count > 0);
    public int Same => Rows.Count(r => !r.IsNew && r.Changes.Count == 0);
}

/// <summary>A row that can be imported.</summary>
/// <param name="Number">Empty for a new customer that gets the next number.</param>
/// <param name="Changes">What becomes different in the file that there is already.</param>
public sealed record ImportedRow(
    int Line,
    string Number,
    string Name,
    bool IsNew,
    IReadOnlyList<ImportedChange> Changes
)
{
    internal Dictionary<string, string> Fields { get; init; } = [];

    /// <summary>Null when the sheet says nothing of them.</summary>
    internal List<Guid>? Responsibles { get; init; }
}

/// <summary>A field that an import changes.</summary>
public sealed record ImportedChange(string Field, string Old, string New);

/// <summary>What is wrong with a line: the heading of its column, empty when it is the line as a whole; and the reason.</summary>
public sealed record ImportFault(int Line, string Column, string Value, FieldError Error);
