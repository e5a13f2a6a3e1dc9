using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Deadlines;

/// <summary>Starts, pauses, goes on with and stops the clock of a case [A26]; called by the activities of a flow, inside the
/// unit of work that brought it there.</summary>
public sealed class CaseClock(
    CasesDb db,
    UnitOfWork unit,
    DueReckoner reckoner,
    Policy policy,
    TimerWriter timers,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <summary>Starts it; one that runs already is replaced.</summary>
    /// <exception cref="RefusedException">The rule says nothing of a time.</exception>
    public Task StartAsync(Guid caseId, string rule, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                var now = clock.GetUtcNow();
                await StopRunningAsync(one, now, token);
                var due = reckoner.Reckon(rule, now) ?? throw new RefusedException("policy.unknown", rule);
                db.CaseDeadlines.Add(
                    new CaseDeadline
                    {
                        CaseId = caseId,
                        Rule = rule,
                        StartedAt = now,
                        Due = due.At,
                        Basis = due.Basis.ToJson(),
                    }
                );
                one.Due = due.At;
                timers.Add(TaskDeadline.First(one, due.At, policy, now));
                Write(one, "clock.started", new { due = due.At, rule });
            },
            stop
        );

    /// <summary>Stops it: what it was set for is reached. Does nothing when none runs.</summary>
    public Task StopAsync(Guid caseId, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                if (await StopRunningAsync(one, clock.GetUtcNow(), token) is { } stopped)
                    Write(one, "clock.stopped", new { due = stopped.Due, met = stopped.IsMet });
            },
            stop
        );

    /// <summary>Lets it stand still from now on. Several steps may wait at once; it goes on when none does any more.</summary>
    public Task PauseAsync(Guid caseId, string step, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                db.CasePauses.Add(
                    new CasePause
                    {
                        CaseId = caseId,
                        Step = step,
                        StartedAt = clock.GetUtcNow(),
                    }
                );
                await CancelTimersAsync(caseId, token);
                Write(one, "clock.paused", new { }, step);
            },
            stop
        );

    /// <summary>Ends the step's pause and moves the due time by as long as the clock stood still.</summary>
    public Task GoOnAsync(Guid caseId, string step, CancellationToken stop) =>
        unit.RunAsync(token => GoOnInUnitAsync(caseId, step, token), stop);

    private async Task GoOnInUnitAsync(Guid caseId, string step, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(caseId, stop);
        // Also called when the step is given up because the case has ended.
        if (one.ArchivedAt is not null)
            return;
        var now = clock.GetUtcNow();
        var pauses = await PausesAsync(caseId, stop);
        foreach (var open in pauses.Where(p => p.Step == step && p.EndedAt is null))
            open.EndedAt = now;
        if (await RunningAsync(caseId, stop) is not { } deadline)
        {
            Write(one, "clock.resumed", new { }, step);
            return;
        }
        var spans = pauses.Select(p => new ClockPause(p.StartedAt, p.EndedAt ?? now)).ToList();
        if (reckoner.Reckon(deadline.Rule, deadline.StartedAt, spans) is { } due)
            (deadline.Due, deadline.Basis) = (due.At, due.Basis.ToJson());
        one.Due = deadline.Due;
        if (pauses.TrueForAll(p => p.EndedAt is not null))
            timers.Add(TaskDeadline.First(one, deadline.Due, policy, now));
        Write(one, "clock.resumed", new { due = deadline.Due }, step);
    }

    private async Task<CaseDeadline?> StopRunningAsync(Case one, DateTimeOffset now, CancellationToken stop)
    {
        if (await RunningAsync(one.Id, stop) is not { } running)
            return null;
        running.StoppedAt = now;
        await CancelTimersAsync(one.Id, stop);
        return running;
    }

    // What the unit has added but not yet written counts as well.
    private async Task<CaseDeadline?> RunningAsync(Guid caseId, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        return await db.CaseDeadlines.FirstOrDefaultAsync(d => d.CaseId == caseId && d.StoppedAt == null, stop);
    }

    private async Task<List<CasePause>> PausesAsync(Guid caseId, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        return await db.CasePauses.Where(p => p.CaseId == caseId).ToListAsync(stop);
    }

    private async Task CancelTimersAsync(Guid caseId, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        var now = clock.GetUtcNow();
        await db
            .Timers.Where(t => t.CaseId == caseId && t.Kind == TimerKind.CaseDeadline && t.State == TimerState.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(t => t.State, TimerState.Cancelled).SetProperty(t => t.EndedAt, now),
                stop
            );
    }

    private void Write(Case one, string kind, object details, string? step = null) =>
        timeline.Write(one, new Happening(kind, Flow) { Details = details, Step = step });
}
