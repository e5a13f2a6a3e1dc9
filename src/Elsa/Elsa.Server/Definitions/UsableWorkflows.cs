using Elsa.Workflows;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

namespace Workflows.Engine;

/// <summary>
/// Keeps the activities that are workflows up to date. Asked before a definition is read, not told when one is
/// published: another host may have done that.
/// </summary>
internal sealed class UsableWorkflows(IActivityRegistry registry, WorkflowDefinitionActivityProvider provider)
{
    public Task RefreshAsync(CancellationToken stop) => registry.RefreshDescriptorsAsync(provider, stop);
}
