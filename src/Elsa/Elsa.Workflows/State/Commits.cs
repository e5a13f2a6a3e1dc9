using Elsa.Workflows.CommitStates;
using Elsa.Workflows.State;

namespace Elsa.Workflows.CommitStates
{
    /// <summary>Saves what a run has come to: at the end of each burst, and when an activity asks for it.</summary>
    public interface ICommitStateHandler
    {
        Task CommitAsync(
            WorkflowExecutionContext workflowExecutionContext,
            CancellationToken cancellationToken = default
        );

        Task CommitAsync(
            WorkflowExecutionContext workflowExecutionContext,
            WorkflowState workflowState,
            CancellationToken cancellationToken = default
        );
    }
}

namespace Elsa.Workflows
{
    /// <summary>Saves nothing: runs in memory only.</summary>
    public class NoopCommitStateHandler : ICommitStateHandler
    {
        public Task CommitAsync(
            WorkflowExecutionContext workflowExecutionContext,
            CancellationToken cancellationToken = default
        ) => Task.CompletedTask;

        public Task CommitAsync(
            WorkflowExecutionContext workflowExecutionContext,
            WorkflowState workflowState,
            CancellationToken cancellationToken = default
        ) => Task.CompletedTask;
    }
}
