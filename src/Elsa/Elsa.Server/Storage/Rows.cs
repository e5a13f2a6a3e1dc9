namespace Workflows.Engine;

/// <summary>One version of a definition. What lists do not show lies in <see cref="Data"/> and <see cref="Root"/>, as JSON.</summary>
public sealed class DefinitionRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public int Version { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public string? ToolVersion { get; set; }
    public string? ProviderName { get; set; }
    public required string MaterializerName { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }
    public bool? UsableAsActivity { get; set; }

    /// <summary>Once it was in force, instances may run on it: it is not edited in place any more.</summary>
    public bool WasPublished { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required string Data { get; set; }
    public required string Root { get; set; }

    /// <summary>Changes with every save, so that a host knows whether the flow it has made is still this one.</summary>
    public required string Stamp { get; set; }
}

/// <summary>One instance. <see cref="State"/> is its whole state, packed by <see cref="Packing"/>.</summary>
public sealed class InstanceRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string DefinitionVersionId { get; set; }
    public int Version { get; set; }
    public string? ParentId { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }
    public int Status { get; set; }
    public int SubStatus { get; set; }
    public int IncidentCount { get; set; }
    public bool IsExecuting { get; set; }
    public bool IsSystem { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public int Revision { get; set; }
    public required byte[] State { get; set; }
}

public sealed class BookmarkRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public string? ActivityInstanceId { get; set; }
    public required string Name { get; set; }
    public required string Hash { get; set; }
    public string? CorrelationId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public string? Payload { get; set; }
    public string? Metadata { get; set; }
}

/// <summary>What was sent while nobody waited for it, with whom it is for.</summary>
public sealed class EarlyStimulusRow
{
    public required string Id { get; set; }
    public required string Hash { get; set; }
    public string? InstanceId { get; set; }
    public string? BookmarkId { get; set; }
    public string? CorrelationId { get; set; }
    public string? Input { get; set; }
    public string? Properties { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

public sealed class TriggerRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string DefinitionVersionId { get; set; }
    public required string Name { get; set; }
    public required string ActivityId { get; set; }
    public required string Hash { get; set; }
    public string? Payload { get; set; }
}

/// <summary>
/// The journal of one burst: its log entries and the activity executions it touched, each as packed JSON. One row a
/// burst keeps writing cheap; an execution that a later burst touched again stands in the later page too, which wins.
/// </summary>
public sealed class JournalPage
{
    public required string InstanceId { get; set; }

    /// <summary>The instance's revision that the burst wrote: pages of one instance are in this order.</summary>
    public int Revision { get; set; }
    public long First { get; set; }
    public int Count { get; set; }
    public required byte[] Entries { get; set; }
    public required byte[] Executions { get; set; }

    /// <summary>The ids of the executions in this page, so that one can be found without knowing its instance.</summary>
    public required string ExecutionIds { get; set; }
}

/// <summary>Alterations that somebody wants made to many instances.</summary>
public sealed class AlterationPlanRow
{
    public required string Id { get; set; }

    /// <summary>What to change and in which instances, as it was asked for.</summary>
    public required string Request { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
}

/// <summary>What became of a plan in one instance; written in the transaction that alters it.</summary>
public sealed class AlterationJobRow
{
    public required string PlanId { get; set; }
    public required string InstanceId { get; set; }

    /// <summary>Pending, Completed or Failed.</summary>
    public required string Status { get; set; }
    public string? Log { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
}

/// <summary>That no new work is taken at present. There is one row or none.</summary>
public sealed class PauseRow
{
    public int Id { get; set; } = 1;
    public DateTimeOffset At { get; set; }
    public string? Reason { get; set; }
    public string? By { get; set; }
}
