using System.Collections.Concurrent;

namespace Workflows.Host.SignIn;

/// <summary>Slows down guessing: counts failed sign-ins of an address, and refuses further ones for a while. A single account
/// is protected by its lock-out as well; this stops one address from trying many.</summary>
public sealed class Attempts(TimeProvider clock)
{
    private const int Most = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> failures = new();

    /// <summary>Whether the address has failed too often within the last minute.</summary>
    public bool AreTooMany(string? address)
    {
        if (!failures.TryGetValue(address ?? "", out var times))
            return false;
        lock (times)
        {
            Expire(times);
            return times.Count >= Most;
        }
    }

    public void Failed(string? address)
    {
        // A flood from changing addresses must not fill the memory.
        if (failures.Count > 10_000)
            failures.Clear();
        var times = failures.GetOrAdd(address ?? "", _ => new Queue<DateTimeOffset>());
        lock (times)
        {
            Expire(times);
            times.Enqueue(clock.GetUtcNow());
        }
    }

    private void Expire(Queue<DateTimeOffset> times)
    {
        while (times.TryPeek(out var oldest) && clock.GetUtcNow() - oldest > Window)
            times.Dequeue();
    }
}
