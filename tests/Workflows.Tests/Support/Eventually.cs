using System.Diagnostics;

namespace Workflows.Tests.Support;

/// <summary>Waits for a condition instead of a time. A condition that does not come true fails the test with what was
/// last seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Looks until <paramref name="isGood"/> says so of what <paramref name="look"/> brings, and returns that.</summary>
    public static async Task<T> SeesAsync<T>(
        Func<Task<T>> look,
        Predicate<T> isGood,
        string what,
        TimeSpan? within = null
    )
    {
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var seen = await look();
            if (isGood(seen))
                return seen;
            if (watch.Elapsed > (within ?? Patience))
                throw new TimeoutException($"Never came true: {what}. Last seen: {seen}");
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public static Task IsTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null) =>
        SeesAsync(condition, yes => yes, what, within);
}
