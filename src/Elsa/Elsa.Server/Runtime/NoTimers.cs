using Elsa.Scheduling;

namespace Workflows.Engine;

/// <summary>Stands in until the host registers its own scheduler: a flow that waits for a time is refused, not forgotten.</summary>
internal sealed class NoTimers : IWorkflowScheduler
{
    public ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    ) => throw None();

    public ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    ) => throw None();

    public ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    ) => throw None();

    public ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    ) => throw None();

    public ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    ) => throw None();

    public ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    ) => throw None();

    public ValueTask UnscheduleAsync(string taskName, CancellationToken cancellationToken = default) => default;

    private static InvalidOperationException None() =>
        new("This host keeps no timers: register an IWorkflowScheduler before flows wait for a time.");
}
