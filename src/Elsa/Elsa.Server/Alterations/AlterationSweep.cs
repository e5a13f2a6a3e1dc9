using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workflows.Engine;

/// <summary>Goes on with plans whose host did not come to their end.</summary>
internal sealed partial class AlterationSweep(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<AlterationSweep> log
) : Sweep(clock)
{
    protected override async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var plans = scope.ServiceProvider.GetRequiredService<AlterationPlans>();
            foreach (var id in await plans.UnfinishedAsync(stop))
                await plans.RunAsync(id, stop);
        }
#pragma warning disable CA1031 // The next sweep tries again.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(log, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not go on with the alterations that were left over; it is tried again")]
    private static partial void Failed(ILogger log, Exception e);
}
