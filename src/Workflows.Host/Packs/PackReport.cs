using System.Collections.Concurrent;

namespace Workflows.Host.Packs;

/// <summary>What became of each pack's flow at start; administrators see it.</summary>
public sealed class PackReport
{
    private readonly ConcurrentDictionary<string, PackState> states = new();

    public IReadOnlyList<PackStanding> All =>
        [.. states.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new PackStanding(s.Key, s.Value))];

    internal void Note(string process, PackState state) => states[process] = state;
}

/// <summary>A process and what became of its pack's flow.</summary>
public sealed record PackStanding(string Process, PackState State);

/// <summary>How a pack's flow and the published one in the store stand to each other.</summary>
public enum PackState
{
    /// <summary>They are the same.</summary>
    Same,

    /// <summary>The store had none; the pack's was published.</summary>
    Imported,

    /// <summary>Nobody had edited the store's flow since it was imported; the newer one of the pack was published.</summary>
    Updated,

    /// <summary>The store's flow was edited; it stays, and the process owner takes one or the other.</summary>
    Differs,
}
