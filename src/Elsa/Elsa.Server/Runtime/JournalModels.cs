using System.Text.Json;
using Elsa.Workflows;

namespace Workflows.Engine;

/// <summary>One log entry as a journal page keeps it; the instance is the page's.</summary>
internal sealed record JournalEntry
{
    public required string ActivityInstanceId { get; init; }
    public string? ParentActivityInstanceId { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityType { get; init; }
    public int ActivityTypeVersion { get; init; }
    public string? ActivityName { get; init; }
    public required string NodeId { get; init; }
    public DateTimeOffset Timestamp { get; init; }
    public long Sequence { get; init; }
    public string? EventName { get; init; }
    public string? Message { get; init; }
    public string? Source { get; init; }
    public JsonElement? Payload { get; init; }
}

/// <summary>One activity execution as a journal page keeps it.</summary>
internal sealed record ExecutionEntry
{
    public required string Id { get; init; }
    public required string ActivityId { get; init; }
    public required string NodeId { get; init; }
    public required string ActivityType { get; init; }
    public int ActivityTypeVersion { get; init; }
    public string? ActivityName { get; init; }
    public JsonElement? ActivityState { get; init; }
    public JsonElement? Payload { get; init; }
    public JsonElement? Outputs { get; init; }
    public JsonElement? Properties { get; init; }
    public JsonElement? Metadata { get; init; }
    public JsonElement? Exception { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public bool HasBookmarks { get; init; }
    public ActivityStatus Status { get; init; }
    public int AggregateFaultCount { get; init; }
    public string? SchedulingActivityExecutionId { get; init; }
    public string? SchedulingActivityId { get; init; }
    public string? SchedulingWorkflowInstanceId { get; init; }
    public int? CallStackDepth { get; init; }
}
