using System.Collections.Concurrent;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>
/// The flows that have been made from definitions, shared by all instances of a version, and which version a name
/// stands for at present. Another host may publish: what a name stands for is asked again after a second.
/// </summary>
internal sealed class GraphCache(TimeProvider clock)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, Known> _names = new();
    private readonly ConcurrentDictionary<VersionStamp, WorkflowGraph> _graphs = new();

    /// <summary>Which version the name stood for a moment ago; null when that must be asked.</summary>
    public VersionStamp? Find(string name) =>
        _names.TryGetValue(name, out var known) && clock.GetElapsedTime(known.At) < Trusted ? known.Version : null;

    public void Remember(string name, VersionStamp version)
    {
        if (_names.Count > Most)
            _names.Clear();
        _names[name] = new Known(version, clock.GetTimestamp());
    }

    public WorkflowGraph? Find(VersionStamp version) => _graphs.GetValueOrDefault(version);

    public WorkflowGraph Remember(VersionStamp version, WorkflowGraph graph)
    {
        if (_graphs.Count > Most)
            _graphs.Clear();
        return _graphs.GetOrAdd(version, graph);
    }

    /// <summary>A definition was saved or deleted: no name is sure any more. The graphs stay, they are keyed by stamp.</summary>
    public void Forget() => _names.Clear();

    private sealed record Known(VersionStamp Version, long At);
}

/// <summary>One version as it was at one save.</summary>
internal sealed record VersionStamp(string Id, string Stamp);
