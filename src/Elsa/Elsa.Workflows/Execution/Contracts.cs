using Elsa.Expressions.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;

namespace Elsa.Workflows
{
    /// <summary>A method that runs when an activity is executed or resumed.</summary>
    public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);

    /// <summary>A method that runs when a child has completed.</summary>
    public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);

    /// <summary>Who is told when which child completes.</summary>
    public record ActivityCompletionCallbackEntry(
        ActivityExecutionContext Owner,
        ActivityNode Child,
        ActivityCompletionCallback? CompletionCallback,
        object? Tag = null
    );

    /// <summary>What a workflow's and an activity's context have in common.</summary>
    public interface IExecutionContext
    {
        string Id { get; }

        IActivity Activity { get; }

        ExpressionExecutionContext ExpressionExecutionContext { get; }

        IEnumerable<Variable> Variables { get; }

        IDictionary<string, object> Properties { get; }
    }

    /// <summary>Makes ids for instances, bookmarks and everything else.</summary>
    public interface IIdentityGenerator
    {
        string GenerateId();
    }

    /// <summary>Runs workflows in memory; it neither loads nor saves.</summary>
    public interface IWorkflowRunner
    {
        Task<RunWorkflowResult> RunAsync(
            IWorkflow workflow,
            RunWorkflowOptions? options = null,
            CancellationToken cancellationToken = default
        );

        Task<RunWorkflowResult> RunAsync(
            IActivity activity,
            RunWorkflowOptions? options = null,
            CancellationToken cancellationToken = default
        );

        Task<RunWorkflowResult> RunAsync(
            Workflow workflow,
            RunWorkflowOptions? options = null,
            CancellationToken cancellationToken = default
        );

        Task<RunWorkflowResult> RunAsync(
            Workflow workflow,
            WorkflowState workflowState,
            RunWorkflowOptions? options = null,
            CancellationToken cancellationToken = default
        );

        Task<RunWorkflowResult> RunAsync(
            WorkflowGraph workflowGraph,
            RunWorkflowOptions? options = null,
            CancellationToken cancellationToken = default
        );

        Task<RunWorkflowResult> RunAsync(
            WorkflowGraph workflowGraph,
            WorkflowState workflowState,
            RunWorkflowOptions? options = null,
            CancellationToken cancellationToken = default
        );

        Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext workflowExecutionContext);
    }

    /// <summary>Takes the state out of a run and puts it into another.</summary>
    public interface IWorkflowStateExtractor
    {
        WorkflowState Extract(WorkflowExecutionContext workflowExecutionContext);

        Task<WorkflowExecutionContext> ApplyAsync(
            WorkflowExecutionContext workflowExecutionContext,
            WorkflowState state
        );
    }
}

namespace Elsa.Workflows.Models
{
    /// <summary>What a burst led to.</summary>
    public record RunWorkflowResult(
        WorkflowExecutionContext WorkflowExecutionContext,
        WorkflowState WorkflowState,
        Workflow Workflow,
        object? Result,
        Journal Journal
    );
}
