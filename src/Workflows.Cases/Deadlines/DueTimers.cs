using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Deadlines;

/// <summary>What the alarm clock must know: the rows are the truth, it only wakes them (design rule 3).</summary>
public sealed class DueTimers(CasesDb db, TimeProvider clock)
{
    /// <summary>Pending timers that should have been woken by now, the longest overdue first: for the minutely sweep.</summary>
    public Task<List<TimerAlarm>> DueAsync(int most, CancellationToken stop) =>
        ReadAsync(clock.GetUtcNow(), most, stop);

    /// <summary>Pending timers that fall due within a span, also those overdue: to be armed at start and by each sweep.</summary>
    public Task<List<TimerAlarm>> PendingWithinAsync(TimeSpan horizon, int most, CancellationToken stop) =>
        ReadAsync(clock.GetUtcNow() + horizon, most, stop);

    /// <summary>Pending timers whose firing failed: for administrators.</summary>
    public Task<List<CaseTimer>> FailedAsync(CancellationToken stop) =>
        db
            .Timers.AsNoTracking()
            .Where(t => t.State == TimerState.Pending && t.Failures > 0)
            .OrderBy(t => t.WakeAt)
            .Take(200)
            .ToListAsync(stop);

    private Task<List<TimerAlarm>> ReadAsync(DateTimeOffset until, int most, CancellationToken stop) =>
        db
            .Timers.AsNoTracking()
            .Where(t => t.State == TimerState.Pending && t.WakeAt <= until)
            .OrderBy(t => t.WakeAt)
            .Take(most)
            .Select(t => new TimerAlarm(t.Id, t.WakeAt))
            .ToListAsync(stop);
}

/// <summary>A timer's id and when to wake it.</summary>
public sealed record TimerAlarm(Guid Id, DateTimeOffset At);
