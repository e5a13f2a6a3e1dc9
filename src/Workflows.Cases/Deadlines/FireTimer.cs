using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Deadlines;

/// <summary>Wakes one timer: re-reads its row under lock and fires it at most once, if it is still wanted and really due.</summary>
public sealed class FireTimer(
    UnitOfWork unit,
    CasesDb db,
    TaskReminder reminder,
    CaseReminder caseReminder,
    TimerWriter timers,
    IFlow flow,
    TimeProvider clock
)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Safe to call at any time, from anywhere, any number of times.</summary>
    /// <exception cref="Exception">Whatever firing it threw; the failure has then been recorded and is tried again later.</exception>
    public async Task<TimerFired> RunAsync(Guid timerId, CancellationToken stop)
    {
        try
        {
            return await unit.RunAsync(token => FireAsync(timerId, token), stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await unit.RunAsync(token => RecordAsync(timerId, failure, token), stop);
            throw;
        }
    }

    private async Task<TimerFired> FireAsync(Guid timerId, CancellationToken stop)
    {
        if (await LockAsync(timerId, stop) is not { State: TimerState.Pending } timer)
            return TimerFired.NotWanted;
        // Alarm clocks ring up to a second early.
        if (timer.DueAt > clock.GetUtcNow())
            return TimerFired.Early(timer.DueAt);
        if (timer.Kind == TimerKind.TaskDeadline)
            return await reminder.RunAsync(timer, stop);
        if (timer.Kind == TimerKind.CaseDeadline)
            return await caseReminder.RunAsync(timer, stop);
        Fired(timer);
        if (timer.Request is { } request)
            await flow.RunScheduledAsync(request, stop);
        else
            await flow.ResumeAsync(timer.FlowInstanceId!, timer.BookmarkId!, new Dictionary<string, object>(), stop);
        return TimerFired.Done;
    }

    private void Fired(CaseTimer timer)
    {
        timer.State = TimerState.Fired;
        timer.EndedAt = clock.GetUtcNow();
        timer.LastError = null;
        timer.Revision++;
    }

    // First the case, as everybody who changes one does, then the timer: otherwise two could wait for each other.
    private async Task<CaseTimer?> LockAsync(Guid timerId, CancellationToken stop)
    {
        if (!db.Database.IsNpgsql())
            return await db.Timers.SingleOrDefaultAsync(t => t.Id == timerId, stop);
        var caseId = await db.Timers.Where(t => t.Id == timerId).Select(t => t.CaseId).SingleOrDefaultAsync(stop);
        if (caseId is { } id)
            await db.LockCaseAsync(id, stop);
        // Skipped when another host fires it right now.
        var rows = await db
            .Timers.FromSql($"""SELECT * FROM "Timers" WHERE "Id" = {timerId} FOR UPDATE SKIP LOCKED""")
            .ToListAsync(stop);
        return rows.SingleOrDefault();
    }

    private async Task RecordAsync(Guid timerId, Exception failure, CancellationToken stop)
    {
        if (await LockAsync(timerId, stop) is not { State: TimerState.Pending } timer)
            return;
        timer.Failures++;
        timer.LastError = failure.Message;
        timer.Revision++;
        timer.WakeAt = clock.GetUtcNow() + PauseAfter(timer.Failures);
        timers.WakeAgain(timer);
    }

    /// <summary>15 s, 30 s, 1 min … at most an hour; it is never given up, for the flow waits for it.</summary>
    internal static TimeSpan PauseAfter(int failures)
    {
        var pause = TimeSpan.FromSeconds(15 * Math.Pow(2, Math.Min(failures, 12) - 1));
        return pause < LongestPause ? pause : LongestPause;
    }
}

/// <summary>What waking a timer came to.</summary>
/// <param name="WakeAgainAt">When to wake it next; null when never.</param>
public sealed record TimerFired(bool HasFired, DateTimeOffset? WakeAgainAt)
{
    /// <summary>It is over, cancelled, unknown, or another host has it.</summary>
    public static TimerFired NotWanted { get; } = new(false, null);

    /// <summary>It fired and is over.</summary>
    public static TimerFired Done { get; } = new(true, null);

    public static TimerFired Early(DateTimeOffset due) => new(false, due);
}
