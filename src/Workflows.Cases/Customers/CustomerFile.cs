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
    public Guid? ResponsibleId { get; set; }
    public int Revision { get; set; }
}

/// <summary>One change of one field, with the case that brought it [C].</summary>
public sealed class CustomerChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CustomerId { get; init; }

    /// <summary>Name of the property of <see cref="CustomerFile"/> in camel case.</summary>
    public required string Field { get; init; }
    public required string OldValue { get; init; }
    public required string NewValue { get; init; }
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}
