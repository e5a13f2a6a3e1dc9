using Hangfire;
using Workflows.Cases.Deadlines;

namespace Workflows.Host.Timers;

/// <summary>The job that an alarm runs. It is shallow: the timer's row says whether it is still wanted and really due.</summary>
public sealed class Ringer(IServiceScopeFactory scopes, Alarms alarms, ILogger<Ringer> log)
{
    // A failure is recorded with the timer, which names its next time itself.
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RingAsync(Guid timer, CancellationToken stop)
    {
        alarms.Forget(timer);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var rung = await scope.ServiceProvider.GetRequiredService<FireTimer>().RunAsync(timer, stop);
            // Rung too early: once more, at its time. One that moved on has announced its next time itself.
            if (rung is { HasFired: false, WakeAgainAt: { } at })
                alarms.Arm(new TimerAlarm(timer, at));
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(failure, "Timer {Timer} failed and is tried again", timer);
        }
    }
}
