using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>How often an act succeeds per second when so many callers repeat it without a pause.</summary>
internal static class Rate
{
    /// <param name="act">False says that there is nothing left to do: the measurement ends early.</param>
    public static async Task<Measured> MeasureAsync(int callers, TimeSpan span, Func<CancellationToken, Task<bool>> act)
    {
        var done = 0;
        var before = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(RepeatAsync)));
        var used = Environment.CpuUsage.TotalTime - before;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        if (done == 0)
            return new Measured(0, 0, 0);
        return new Measured(
            done / watch.Elapsed.TotalSeconds,
            used.TotalMilliseconds / done,
            allocated / 1024.0 / done
        );

        async Task RepeatAsync()
        {
            while (watch.Elapsed < span && await act(CancellationToken.None))
                Interlocked.Increment(ref done);
        }
    }
}

/// <summary>What came out.</summary>
/// <param name="PerSecond">Acts that succeeded per second.</param>
/// <param name="Processor">Milliseconds of processor time that this process, all its threads together, used per act: what
/// stays comparable when the machine has other work to do.</param>
/// <param name="Allocated">KiB of memory allocated per act, by all threads together.</param>
internal sealed record Measured(double PerSecond, double Processor, double Allocated);
