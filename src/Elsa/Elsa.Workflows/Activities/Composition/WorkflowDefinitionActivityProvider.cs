using Elsa.Common.Models;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

/// <summary>Offers every version of the definitions whose authors let others use them.</summary>
public class WorkflowDefinitionActivityProvider(
    IWorkflowDefinitionStore store,
    WorkflowDefinitionActivityDescriptorFactory workflowDefinitionActivityDescriptorFactory
) : IActivityProvider
{
    public async ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(
        CancellationToken cancellationToken = default
    )
    {
        var usable = new WorkflowDefinitionFilter { UsableAsActivity = true, VersionOptions = VersionOptions.All };
        var definitions = (await store.FindManyAsync(usable, cancellationToken))
            .Where(definition => !string.IsNullOrWhiteSpace(definition.Name))
            .ToList();
        return definitions
            .GroupBy(definition => definition.DefinitionId)
            .SelectMany(versions =>
            {
                var inForce = versions.Where(version => version.IsPublished).MaxBy(version => version.Version);
                return versions.Select(version =>
                    workflowDefinitionActivityDescriptorFactory.CreateDescriptor(version, inForce)
                );
            })
            .ToList();
    }
}
