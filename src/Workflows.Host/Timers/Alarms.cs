using System.Collections.Concurrent;
using System.Globalization;
using Hangfire;
using Hangfire.States;
using Workflows.Cases.Deadlines;

namespace Workflows.Host.Timers;

/// <summary>One Hangfire job for each timer that falls due soon, and no second one: what is armed stands beside the jobs in
/// Hangfire's own store, so that a restarted host, or another one, finds it there.</summary>
public sealed class Alarms(JobStorage storage, IBackgroundJobClient jobs, TimeProvider clock)
{
    private const string At = "at";
    private const string Job = "job";
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> armed = new();

    /// <summary>Sees to it that the timer rings at its time; a job for another time is taken back.</summary>
    public void Arm(TimerAlarm timer)
    {
        if (armed.TryGetValue(timer.Id, out var known) && IsSame(known, timer.At))
            return;
        using var connection = storage.GetConnection();
        var entry = connection.GetAllEntriesFromHash(KeyOf(timer.Id));
        if (entry is not null && IsFor(entry, timer.At) && StillComes(connection.GetStateData(entry[Job])?.Name))
        {
            armed[timer.Id] = timer.At;
            return;
        }
        if (entry is not null)
            jobs.Delete(entry[Job]);
        var job = Schedule(timer);
        Remember(connection, timer, job);
        armed[timer.Id] = timer.At;
    }

    /// <summary>The timer rings: its job is done with.</summary>
    public void Forget(Guid timer)
    {
        armed.TryRemove(timer, out _);
        using var connection = storage.GetConnection();
        using var transaction = connection.CreateWriteTransaction();
        transaction.RemoveHash(KeyOf(timer));
        transaction.Commit();
    }

    private string Schedule(TimerAlarm timer)
    {
        var wait = timer.At - clock.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            return jobs.Enqueue<Ringer>(ringer => ringer.RingAsync(timer.Id, CancellationToken.None));
        // Hangfire counts whole seconds and cuts the rest: without rounding up it would ring early.
        var seconds = TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds));
        return jobs.Schedule<Ringer>(ringer => ringer.RingAsync(timer.Id, CancellationToken.None), seconds);
    }

    private void Remember(Hangfire.Storage.IStorageConnection connection, TimerAlarm timer, string job)
    {
        using var transaction = (Hangfire.Storage.JobStorageTransaction)connection.CreateWriteTransaction();
        transaction.SetRangeInHash(
            KeyOf(timer.Id),
            new Dictionary<string, string> { [At] = Text(timer.At), [Job] = job }
        );
        transaction.ExpireHash(KeyOf(timer.Id), TimeSpan.FromDays(1));
        transaction.Commit();
    }

    private static bool IsFor(Dictionary<string, string> entry, DateTimeOffset at) =>
        IsSame(new DateTimeOffset(long.Parse(entry[At], CultureInfo.InvariantCulture), TimeSpan.Zero), at);

    // A time that comes back from PostgreSQL has lost its last digit.
    private static bool IsSame(DateTimeOffset one, DateTimeOffset other) =>
        (one - other).Duration() < TimeSpan.FromMilliseconds(1);

    private static bool StillComes(string? state) =>
        state == ScheduledState.StateName || state == EnqueuedState.StateName || state == ProcessingState.StateName;

    private static string KeyOf(Guid timer) => $"workflows:timer:{timer:N}";

    private static string Text(DateTimeOffset at) => at.UtcTicks.ToString(CultureInfo.InvariantCulture);
}
