namespace Elsa.Workflows.Models;

/// <summary>One event of an instance, in the order of <see cref="Sequence"/>.</summary>
public record WorkflowExecutionLogEntry(
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    string NodeId,
    IDictionary<string, object>? ActivityState,
    DateTimeOffset Timestamp,
    long Sequence,
    string? EventName,
    string? Message,
    string? Source,
    object? Payload
);

/// <summary>What happened in one burst.</summary>
public record Journal(
    ICollection<WorkflowExecutionLogEntry> WorkflowExecutionLogEntries,
    ICollection<ActivityExecutionContext> ActivityExecutionContexts
)
{
    public static Journal Empty => new([], []);
}
