using System.Collections.Concurrent;
using Elsa.Scheduling;

namespace Elsa.Tests.Runtime;

/// <summary>Keeps what is to be woken; a test says when it is time.</summary>
public sealed class TestTimers : IWorkflowScheduler
{
    private readonly ConcurrentDictionary<string, object> _waiting = new();

    /// <summary>The requests by the names under which they can be taken back.</summary>
    public IReadOnlyDictionary<string, object> Waiting => _waiting;

    public ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    ) => Keep(taskName, request);

    public ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    ) => Keep(taskName, request);

    public ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    ) => Keep(taskName, request);

    public ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    ) => Keep(taskName, request);

    public ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    ) => Keep(taskName, request);

    public ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    ) => Keep(taskName, request);

    public ValueTask UnscheduleAsync(string taskName, CancellationToken cancellationToken = default)
    {
        _waiting.TryRemove(taskName, out _);
        return default;
    }

    private ValueTask Keep(string name, object request)
    {
        _waiting[name] = request;
        return default;
    }
}
