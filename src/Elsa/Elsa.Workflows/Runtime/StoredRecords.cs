using Elsa.Common.Entities;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime.Entities;

/// <summary>Where an instance waits, so that what it waits for finds it.</summary>
public class StoredBookmark : Entity
{
    public string Name { get; set; } = null!;
    public string Hash { get; set; } = null!;
    public string WorkflowInstanceId { get; set; } = null!;
    public string? ActivityInstanceId { get; set; }
    public string? CorrelationId { get; set; }
    public object? Payload { get; set; }
    public IDictionary<string, string>? Metadata { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>What starts a published definition.</summary>
public class StoredTrigger : Entity
{
    public string WorkflowDefinitionId { get; set; } = null!;
    public string WorkflowDefinitionVersionId { get; set; } = null!;
    public string? Name { get; set; }
    public string ActivityId { get; set; } = null!;
    public string? Hash { get; set; }
    public object? Payload { get; set; }
}

/// <summary>One line of an instance's journal.</summary>
public class WorkflowExecutionLogRecord : Entity
{
    public string WorkflowDefinitionId { get; set; } = null!;
    public string WorkflowDefinitionVersionId { get; set; } = null!;
    public string WorkflowInstanceId { get; set; } = null!;
    public int WorkflowVersion { get; set; }
    public string ActivityInstanceId { get; set; } = null!;
    public string? ParentActivityInstanceId { get; set; }
    public string ActivityId { get; set; } = null!;
    public string ActivityType { get; set; } = null!;
    public int ActivityTypeVersion { get; set; }
    public string? ActivityName { get; set; }
    public string ActivityNodeId { get; set; } = null!;
    public IDictionary<string, object>? ActivityState { get; set; }
    public DateTimeOffset Timestamp { get; set; }
    public long Sequence { get; set; }
    public string? EventName { get; set; }
    public string? Message { get; set; }
    public string? Source { get; set; }
    public object? Payload { get; set; }
}

/// <summary>One execution of one activity: what it was given, what it gave, how it stands.</summary>
public class ActivityExecutionRecord : Entity
{
    public string WorkflowInstanceId { get; set; } = null!;
    public string ActivityId { get; set; } = null!;
    public string ActivityNodeId { get; set; } = null!;
    public string ActivityType { get; set; } = null!;
    public int ActivityTypeVersion { get; set; }
    public string? ActivityName { get; set; }
    public IDictionary<string, object?>? ActivityState { get; set; }
    public IDictionary<string, object>? Payload { get; set; }
    public IDictionary<string, object?>? Outputs { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public IDictionary<string, object>? Metadata { get; set; }
    public ExceptionState? Exception { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public bool HasBookmarks { get; set; }
    public ActivityStatus Status { get; set; }
    public int AggregateFaultCount { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingActivityId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? CallStackDepth { get; set; }
}
