using Elsa.Scheduling;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Storage;

namespace Workflows.Activities.Timing;

/// <summary>Puts what Elsa's Delay, StartAt, Timer and Cron wait for into the same table of timers as the deadlines of tasks,
/// in the transaction of the flow that waits (design rule 3).</summary>
public sealed class CaseScheduler(UnitOfWork unit, CasesDb db, FlowTimers timers, ICronParser cron, TimeProvider clock)
    : IWorkflowScheduler
{
    public ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    ) => SetAsync(ScheduledRun.Of(taskName, request), at, cancellationToken);

    public ValueTask ScheduleAtAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset at,
        CancellationToken cancellationToken = default
    ) => SetAsync(ScheduledRun.Of(taskName, request), at, cancellationToken);

    public ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    )
    {
        var at = FirstAfterNow(startAt, interval);
        return SetAsync(
            ScheduledRun.Of(taskName, request) with
            {
                From = at,
                Interval = interval,
            },
            at,
            cancellationToken
        );
    }

    public ValueTask ScheduleRecurringAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        DateTimeOffset startAt,
        TimeSpan interval,
        CancellationToken cancellationToken = default
    ) => SetAsync(ScheduledRun.Of(taskName, request), FirstAfterNow(startAt, interval), cancellationToken);

    public ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleNewWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    ) =>
        SetAsync(
            ScheduledRun.Of(taskName, request) with
            {
                Cron = cronExpression,
            },
            cron.GetNextOccurrence(cronExpression),
            cancellationToken
        );

    public ValueTask ScheduleCronAsync(
        string taskName,
        ScheduleExistingWorkflowInstanceRequest request,
        string cronExpression,
        CancellationToken cancellationToken = default
    ) => SetAsync(ScheduledRun.Of(taskName, request), cron.GetNextOccurrence(cronExpression), cancellationToken);

    public async ValueTask UnscheduleAsync(string taskName, CancellationToken cancellationToken = default) =>
        await timers.UnscheduleAsync(taskName, cancellationToken);

    private async ValueTask SetAsync(ScheduledRun run, DateTimeOffset at, CancellationToken stop) =>
        await unit.RunAsync(token => SetInUnitAsync(run, at, token), stop);

    private async Task SetInUnitAsync(ScheduledRun run, DateTimeOffset at, CancellationToken stop)
    {
        var request = run.ToString();
        // Elsa schedules its triggers again at every start; a timer that waits for the same already is left alone, so that
        // no restart pushes it away.
        if (await WaitsAlreadyAsync(run.Name, request, stop))
            return;
        var timer = new CaseTimer
        {
            CaseId = run.Resume is { } resume ? await CaseOfAsync(resume.WorkflowInstanceId, stop) : null,
            Kind = TimerKind.Flow,
            DueAt = at.ToUniversalTime(),
            FlowInstanceId = run.Resume?.WorkflowInstanceId,
            BookmarkId = run.Resume?.BookmarkId,
            Name = run.Name,
            Request = request,
        };
        await timers.ScheduleAsync(timer, stop);
    }

    private Task<bool> WaitsAlreadyAsync(string name, string request, CancellationToken stop)
    {
        // The one that fires just now still looks pending in its row.
        var firing = db.Timers.Local.Where(t => t.State != TimerState.Pending).Select(t => t.Id).ToList();
        return db.Timers.AnyAsync(
            t => t.Name == name && t.State == TimerState.Pending && t.Request == request && !firing.Contains(t.Id),
            stop
        );
    }

    private async Task<Guid?> CaseOfAsync(string instance, CancellationToken stop) =>
        // A case that is just being opened is not in its table yet.
        db.Cases.Local.FirstOrDefault(c => c.FlowInstanceId == instance)?.Id
        ?? await db.Cases.Where(c => c.FlowInstanceId == instance).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(stop);

    private DateTimeOffset FirstAfterNow(DateTimeOffset startAt, TimeSpan interval)
    {
        var late = clock.GetUtcNow() - startAt;
        return late <= TimeSpan.Zero ? startAt : startAt + (interval * Math.Ceiling(late / interval));
    }
}
