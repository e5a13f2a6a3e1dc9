namespace Workflows.Cases.Customers;

/// <summary>Somebody opened a customer file [B7]: who, when, in which way and by which right.</summary>
public sealed class CustomerView
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CustomerId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required ViewWay How { get; init; }
    public required ViewRight By { get; init; }
}

/// <summary>In which way a file was opened.</summary>
public enum ViewWay
{
    Page,
    Api,
    Export,

    /// <summary>Beside a form that names the customer.</summary>
    Form,
}

/// <summary>By which right a file was opened.</summary>
public enum ViewRight
{
    Responsible,

    /// <summary>As the deputy of somebody responsible.</summary>
    Deputy,
    Role,

    /// <summary>By an approved request for a period.</summary>
    Grant,
}

/// <summary>An approved request (查阅申请): somebody may open a file for a period, which ends by itself [B7].</summary>
public sealed class CustomerGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CustomerId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>The first day, and the last one inclusive, in the company's time zone.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
