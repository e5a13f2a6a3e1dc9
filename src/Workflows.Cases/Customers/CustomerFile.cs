namespace Workflows.Cases.Customers;

/// <summary>What the company knows of a customer (客户档案) [B4].</summary>
public sealed class CustomerFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Short readable number, for example <c>C00012</c>.</summary>
    public required string Number { get; init; }
    public required string Name { get; set; }
    public string LegalRepresentative { get; set; } = "";
    public string Address { get; set; } = "";
    public string Postcode { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Fax { get; set; } = "";
    public string Email { get; set; } = "";
    public string BusinessScope { get; set; } = "";

    /// <summary>As the licence states it, for example 500万元.</summary>
    public string RegisteredCapital { get; set; } = "";

    /// <summary>A key of <see cref="SpecialClasses"/>; empty for an ordinary customer [B4].</summary>
    public string SpecialClass { get; set; } = "";

    /// <summary>An important customer needs at least two responsible people [B8].</summary>
    public bool IsImportant { get; set; }

    /// <summary>Who looks after the customer; empty unless it was read with them.</summary>
    public List<CustomerResponsible> Responsibles { get; init; } = [];

    /// <summary>Counts the changes of the fields, not those of the responsible people or the entries.</summary>
    public int Revision { get; set; }

    /// <summary>How many responsible people an important customer needs at least [B8].</summary>
    public const int ResponsiblesOfImportant = 2;

    /// <summary>Whether to warn that too few look after an important customer [B8].</summary>
    public bool NeedsResponsible => IsImportant && Responsibles.Count < ResponsiblesOfImportant;
}

/// <summary>Somebody looks after a customer (负责人), and by that may open its file [B7].</summary>
public sealed class CustomerResponsible
{
    public Guid CustomerId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset Since { get; init; }
}

/// <summary>One change of one field: who, when, from what to what, and the case that brought it, if one did [B4-4] [C].</summary>
public sealed class CustomerChange
{
    /// <summary>The <see cref="Field"/> of changes of the responsible people; its values are their names.</summary>
    public const string Responsible = "responsible";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CustomerId { get; init; }

    /// <summary>Name of the property of <see cref="CustomerFile"/> in camel case.</summary>
    public required string Field { get; init; }
    public required string OldValue { get; init; }
    public required string NewValue { get; init; }
    public ChangeSource Source { get; init; } = ChangeSource.Case;

    /// <summary>Null when it was no case that brought the change.</summary>
    public Guid? CaseId { get; init; }
    public string? CaseNumber { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What brought a change to a customer file.</summary>
public enum ChangeSource
{
    /// <summary>A case, such as a correction or a hand-over.</summary>
    Case,

    /// <summary>Somebody edited the file.</summary>
    Hand,

    /// <summary>An imported list.</summary>
    Import,
}
