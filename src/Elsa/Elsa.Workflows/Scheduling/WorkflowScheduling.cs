using Elsa.Workflows.Models;

namespace Elsa.Scheduling;

/// <summary>Has a host wake flows at a time, by a name under which the wish can be taken back.</summary>
public interface IWorkflowScheduler
{
    ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    );
    ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    );
    ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    );
    ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    );
    ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    );
    ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    );
    ValueTask UnscheduleAsync(string taskName, CancellationToken cancellationToken = default);
}

/// <summary>Reads cron expressions.</summary>
public interface ICronParser
{
    DateTimeOffset GetNextOccurrence(string expression);
}

/// <summary>What is to be started when the time comes.</summary>
public class ScheduleNewWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;
    public string? TriggerActivityId { get; set; }
    public string? CorrelationId { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Variables { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? ParentId { get; set; }
}

/// <summary>What is to be resumed when the time comes.</summary>
public class ScheduleExistingWorkflowInstanceRequest
{
    public string WorkflowInstanceId { get; set; } = null!;
    public string? BookmarkId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
}
