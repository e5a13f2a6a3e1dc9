using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workflows.Engine;

/// <summary>
/// Forgets what nobody has waited for in time, and gives what was missed: a flow began to wait in the very moment in
/// which the event came, a loop found more than one transaction should hold, a host has ended in between.
/// </summary>
internal sealed partial class EarlyStimuliSweep(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<EarlyStimuliSweep> log
) : Sweep(clock)
{
    protected override async Task SweepAsync(CancellationToken stop)
    {
        await TryAsync(early => early.ForgetAsync(stop));
        var awaited = new List<string>();
        await TryAsync(async early => awaited = await early.AwaitedAsync(stop));
        foreach (var hash in awaited)
            await TryAsync(early => early.GiveAsync(hash, stop));
    }

    // Each in a scope of its own: what one flow makes of its event must not hold up the others.
    private async Task TryAsync(Func<EarlyStimuli, Task> act)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await act(scope.ServiceProvider.GetRequiredService<EarlyStimuli>());
        }
#pragma warning disable CA1031 // The next sweep tries again.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(log, e);
        }
    }

    [LoggerMessage(
        LogLevel.Error,
        "Could not go on with what was sent before anybody waited for it; it is tried again"
    )]
    private static partial void Failed(ILogger log, Exception e);
}
