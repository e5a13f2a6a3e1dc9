using System.Threading.Channels;
using Workflows.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.People;

namespace Workflows.Host.Timers;

/// <summary>Arms an alarm for every timer that falls due soon. Deciding a task only drops a note into a channel; the work is
/// done here. A minutely sweep arms what came closer, rings what was missed, and reads the people anew.</summary>
public sealed class AlarmClock(
    Wakeups wakeups,
    Alarms alarms,
    Ringer ringer,
    PeopleDirectory directory,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<AlarmClock> log
) : BackgroundService
{
    /// <summary>Timers due later than this are armed by a later sweep: no store of alarms has to outlive a restart.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private const int Batch = 500;

    private readonly Channel<TimerAlarm?> notes = System.Threading.Channels.Channel.CreateUnbounded<TimerAlarm?>(
        new() { SingleReader = true }
    );
    private int sweepWaits;

    public override Task StartAsync(CancellationToken stop)
    {
        // Before the first request is served, so that nothing is missed.
        wakeups.OnTimer += Note;
        return base.StartAsync(stop);
    }

    public override async Task StopAsync(CancellationToken stop)
    {
        wakeups.OnTimer -= Note;
        await base.StopAsync(stop);
    }

    /// <summary>Asks for a sweep; one that waits already will do.</summary>
    public void SweepSoon()
    {
        if (Interlocked.Exchange(ref sweepWaits, 1) == 0)
            notes.Writer.TryWrite(null);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await using var minutely = clock.CreateTimer(_ => SweepSoon(), null, TimeSpan.Zero, Minute);
        try
        {
            await foreach (var note in notes.Reader.ReadAllAsync(stop))
                await TryAsync(note, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops, or did not start: the rows remember.
        }
    }

    private void Note(Guid timer, DateTimeOffset due) => notes.Writer.TryWrite(new TimerAlarm(timer, due));

    // Whatever fails is made up for by the next sweep; the clock must not stop.
    private async Task TryAsync(TimerAlarm? note, CancellationToken stop)
    {
        try
        {
            if (note is null)
                await SweepAsync(stop);
            else if (note.At <= clock.GetUtcNow() + Horizon)
                alarms.Arm(note);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogError(failure, "Timers could not be armed; the next sweep tries again");
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        Volatile.Write(ref sweepWaits, 0);
        await ExpirePeopleAsync(stop);
        await directory.RefreshAsync(stop);
        await RingMissedAsync(stop);
        foreach (var timer in await ReadAsync(timers => timers.PendingWithinAsync(Horizon, Batch, stop)))
            alarms.Arm(timer);
    }

    private async Task ExpirePeopleAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeactivatePerson>().ExpireAsync(stop);
    }

    // What is due by now has been missed: no host ran, or an alarm was lost.
    private async Task RingMissedAsync(CancellationToken stop)
    {
        var rung = new HashSet<Guid>();
        while (true)
        {
            var due = await ReadAsync(timers => timers.DueAsync(Batch, stop));
            var missed = due.Where(t => rung.Add(t.Id)).ToList();
            if (missed.Count == 0)
                return;
            foreach (var timer in missed)
                await ringer.RingAsync(timer.Id, stop);
        }
    }

    private async Task<List<TimerAlarm>> ReadAsync(Func<DueTimers, Task<List<TimerAlarm>>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<DueTimers>());
    }
}
