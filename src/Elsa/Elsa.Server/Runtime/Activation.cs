using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Asks a definition's activation strategy whether one more instance may start.</summary>
internal sealed class Activation(IWorkflowDefinitionService definitions, IServiceProvider services)
{
    public async Task<bool> AllowsAsync(WorkflowDefinitionHandle handle, string? correlationId, CancellationToken stop)
    {
        if (await definitions.FindWorkflowGraphAsync(handle, stop) is not { Workflow: var workflow })
            return true;
        if (workflow.Options.ActivationStrategyType is not { } type)
            return true;
        if (ActivatorUtilities.GetServiceOrCreateInstance(services, type) is not IWorkflowActivationStrategy strategy)
            return true;
        return await strategy.GetAllowActivationAsync(
            new WorkflowInstantiationStrategyContext(workflow, correlationId, stop)
        );
    }
}
