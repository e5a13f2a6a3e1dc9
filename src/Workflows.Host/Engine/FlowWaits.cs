using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;

namespace Workflows.Host.Engine;

/// <summary>Where a flow waits, by the engine's bookmarks.</summary>
public sealed class FlowWaits(IWorkflowInstanceStore instances)
{
    /// <summary>The id of the activity that waits, by the id of its bookmark.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(string instance, CancellationToken stop)
    {
        var found = await instances.FindAsync(new WorkflowInstanceFilter { Id = instance }, stop);
        return found is null
            ? new Dictionary<string, string>()
            : found.WorkflowState.Bookmarks.DistinctBy(b => b.Id).ToDictionary(b => b.Id, b => b.ActivityId);
    }
}
