using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;

namespace Elsa.Workflows
{
    /// <summary>Who wants to start what.</summary>
    public record WorkflowInstantiationStrategyContext(
        Workflow Workflow,
        string? CorrelationId,
        CancellationToken CancellationToken
    );

    /// <summary>Says whether one more instance may start.</summary>
    public interface IWorkflowActivationStrategy
    {
        ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context);
    }
}

namespace Elsa.Workflows.ActivationValidators
{
    /// <summary>Any number of instances.</summary>
    public class AllowAlwaysStrategy : IWorkflowActivationStrategy
    {
        public ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) => new(true);
    }
}

namespace Elsa.Workflows.Runtime.ActivationValidators
{
    /// <summary>One running instance of a definition.</summary>
    public class SingletonStrategy(IWorkflowInstanceStore workflowInstanceStore) : IWorkflowActivationStrategy
    {
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            await workflowInstanceStore.CountAsync(
                new WorkflowInstanceFilter
                {
                    DefinitionId = context.Workflow.Identity.DefinitionId,
                    WorkflowStatus = WorkflowStatus.Running,
                },
                context.CancellationToken
            ) == 0;
    }

    /// <summary>One running instance of a definition with the same correlation id.</summary>
    public class CorrelatedSingletonStrategy(IWorkflowInstanceStore workflowInstanceStore) : IWorkflowActivationStrategy
    {
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            await workflowInstanceStore.CountAsync(
                new WorkflowInstanceFilter
                {
                    DefinitionId = context.Workflow.Identity.DefinitionId,
                    CorrelationId = context.CorrelationId,
                    WorkflowStatus = WorkflowStatus.Running,
                },
                context.CancellationToken
            ) == 0;
    }

    /// <summary>One running instance, of whichever definition, with the same correlation id.</summary>
    public class CorrelationStrategy(IWorkflowInstanceStore workflowInstanceStore) : IWorkflowActivationStrategy
    {
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            await workflowInstanceStore.CountAsync(
                new WorkflowInstanceFilter
                {
                    CorrelationId = context.CorrelationId,
                    WorkflowStatus = WorkflowStatus.Running,
                },
                context.CancellationToken
            ) == 0;
    }
}
