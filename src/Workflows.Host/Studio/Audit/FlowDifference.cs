using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;

namespace Workflows.Host.Studio.Audit;

/// <summary>What differs between two versions of a flow, said so that a process owner can read it.</summary>
public sealed class FlowDifference(IWorkflowDefinitionStore store)
{
    /// <summary>The version and the one before it of those that are kept; null when there is no such version.</summary>
    public async Task<FlowComparison?> FindAsync(string definitionId, int version, CancellationToken stop)
    {
        var after = await store.FindAsync(
            new WorkflowDefinitionFilter
            {
                DefinitionId = definitionId,
                VersionOptions = VersionOptions.SpecificVersion(version),
            },
            stop
        );
        if (after is null)
            return null;
        var all = await store.FindSummariesAsync(
            new WorkflowDefinitionFilter { DefinitionId = definitionId, VersionOptions = VersionOptions.All },
            stop
        );
        var earlier = all.Where(v => v.Version < version).MaxBy(v => v.Version);
        var before = earlier is null
            ? null
            : await store.FindAsync(new WorkflowDefinitionFilter { Id = earlier.Id }, stop);
        return new FlowComparison(after, before?.Version, before is null ? [] : Between(before, after));
    }

    private static List<FlowChange> Between(WorkflowDefinition before, WorkflowDefinition after)
    {
        var (old, now) = (FlowParts.Of(before).All, FlowParts.Of(after).All);
        var removed = old
            .Keys.Where(p => !now.ContainsKey(p))
            .Select(p => new FlowChange(p.Kind, p.Name, FlowChangeKind.Removed));
        var added = now
            .Keys.Where(p => !old.ContainsKey(p))
            .Select(p => new FlowChange(p.Kind, p.Name, FlowChangeKind.Added));
        var changed = now.Where(p => old.ContainsKey(p.Key)).SelectMany(p => Changes(p.Key, old[p.Key], p.Value));
        return [.. removed.Concat(added).Concat(changed).OrderBy(c => c.Part)];
    }

    private static IEnumerable<FlowChange> Changes(
        FlowPart part,
        Dictionary<string, string> before,
        Dictionary<string, string> after
    ) =>
        from name in before.Keys.Union(after.Keys)
        let was = before.GetValueOrDefault(name, "")
        let @is = after.GetValueOrDefault(name, "")
        where was != @is
        select new FlowChange(part.Kind, part.Name, FlowChangeKind.Changed)
        {
            Property = name,
            Before = was,
            After = @is,
        };
}

/// <summary>A version of a flow beside the one before it.</summary>
/// <param name="Before">The earlier version's number; null for the first that is kept.</param>
public sealed record FlowComparison(WorkflowDefinition Flow, int? Before, IReadOnlyList<FlowChange> Changes);

/// <summary>One difference.</summary>
public sealed record FlowChange(FlowPartKind Part, string Name, FlowChangeKind Kind)
{
    /// <summary>The property that changed, by its name in the flow's JSON; null when the whole part came or went.</summary>
    public string? Property { get; init; }
    public string Before { get; init; } = "";
    public string After { get; init; } = "";
}

/// <summary>Whether a part came, went or changed.</summary>
public enum FlowChangeKind
{
    Added,
    Removed,
    Changed,
}
