using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>How often an act succeeds per second when so many callers repeat it without a pause.</summary>
internal static class Rate
{
    /// <param name="act">False says that there is nothing left to do: the measurement ends early.</param>
    public static async Task<double> MeasureAsync(int callers, TimeSpan span, Func<CancellationToken, Task<bool>> act)
    {
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(RepeatAsync)));
        return done / watch.Elapsed.TotalSeconds;

        async Task RepeatAsync()
        {
            while (watch.Elapsed < span && await act(CancellationToken.None))
                Interlocked.Increment(ref done);
        }
    }
}
