using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Deadlines;

/// <summary>Sets timers within the running unit of work; the alarm clock hears of them after its commit.</summary>
public sealed class TimerWriter(CasesDb db, UnitOfWork unit, Wakeups wakeups)
{
    public void Add(CaseTimer timer)
    {
        timer.WakeAt = timer.DueAt;
        db.Timers.Add(timer);
        Announce(timer);
    }

    /// <summary>Moves a timer that is tracked by the unit to its next time.</summary>
    public void MoveTo(CaseTimer timer, DateTimeOffset due)
    {
        timer.DueAt = due;
        timer.WakeAt = due;
        timer.Failures = 0;
        timer.Revision++;
        Announce(timer);
    }

    /// <summary>Tells the alarm clock of a new <see cref="CaseTimer.WakeAt"/>.</summary>
    public void WakeAgain(CaseTimer timer) => Announce(timer);

    private void Announce(CaseTimer timer)
    {
        var due = timer.WakeAt;
        unit.AfterCommit(() => wakeups.TimerSet(timer.Id, due));
    }
}

/// <summary>Timers that a flow sets, by the name that the engine's scheduler gives them.</summary>
public sealed class FlowTimers(UnitOfWork unit, CasesDb db, TimerWriter timers, TimeProvider clock)
{
    /// <summary>Sets a timer; a pending one of the same name is replaced, so that setting it again after a restart doubles nothing.</summary>
    /// <param name="timer">With <see cref="CaseTimer.Name"/>, and either a bookmark to resume or a request to run.</param>
    public Task ScheduleAsync(CaseTimer timer, CancellationToken stop)
    {
        if (timer is not { Kind: TimerKind.Flow, Name: { Length: > 0 } name })
            throw new ArgumentException("A flow's timer has a name.", nameof(timer));
        return unit.RunAsync(
            async token =>
            {
                await CancelAsync(name, token);
                timers.Add(timer);
            },
            stop
        );
    }

    /// <summary>Takes a timer back; one that is unknown or over is left alone.</summary>
    public Task UnscheduleAsync(string name, CancellationToken stop) =>
        unit.RunAsync(token => CancelAsync(name, token), stop);

    private async Task CancelAsync(string name, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var timer in db.Timers.Local.Where(t => t.Name == name && t.State == TimerState.Pending))
            (timer.State, timer.EndedAt) = (TimerState.Cancelled, now);
        await db
            .Timers.Where(t => t.Name == name && t.State == TimerState.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(t => t.State, TimerState.Cancelled).SetProperty(t => t.EndedAt, now),
                stop
            );
    }
}
