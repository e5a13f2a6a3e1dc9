using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.CommitStates;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;

namespace Workflows.Engine;

/// <inheritdoc />
internal sealed class WorkflowRunner(
    IServiceProvider services,
    IWorkflowBuilderFactory builders,
    IWorkflowGraphBuilder graphs,
    IWorkflowStateExtractor states,
    IVariablePersistenceManager variables,
    IIdentityGenerator ids,
    ICommitStateHandler commits,
    Burst burst
) : IWorkflowRunner
{
    public Task<RunWorkflowResult> RunAsync(
        IActivity activity,
        RunWorkflowOptions? options = null,
        CancellationToken cancellationToken = default
    ) => RunAsync(Workflow.FromActivity(activity), options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(
        IWorkflow workflow,
        RunWorkflowOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        await RunAsync(
            await builders.CreateBuilder().BuildWorkflowAsync(workflow, cancellationToken),
            options,
            cancellationToken
        );

    public async Task<RunWorkflowResult> RunAsync(
        Workflow workflow,
        RunWorkflowOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await RunAsync(await graphs.BuildAsync(workflow, cancellationToken), options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(
        Workflow workflow,
        WorkflowState workflowState,
        RunWorkflowOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        await RunAsync(await graphs.BuildAsync(workflow, cancellationToken), workflowState, options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(
        WorkflowGraph workflowGraph,
        RunWorkflowOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var run = await WorkflowExecutionContext.CreateAsync(
            services,
            workflowGraph,
            options?.WorkflowInstanceId ?? ids.GenerateId(),
            options?.CorrelationId,
            options?.ParentWorkflowInstanceId,
            options?.Input,
            options?.Properties,
            null,
            options?.TriggerActivityId,
            cancellationToken
        );
        InitialVariables.Put(run, options?.Variables);
        WorkSelection.Start(run, options);
        return await RunAsync(run, cancellationToken);
    }

    public async Task<RunWorkflowResult> RunAsync(
        WorkflowGraph workflowGraph,
        WorkflowState workflowState,
        RunWorkflowOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var run = await WorkflowExecutionContext.CreateAsync(
            services,
            workflowGraph,
            workflowState,
            options?.CorrelationId,
            options?.ParentWorkflowInstanceId,
            options?.Input,
            options?.Properties,
            null,
            options?.TriggerActivityId,
            cancellationToken
        );
        await variables.LoadVariablesAsync(run);
        WorkSelection.Select(run, options);
        return await RunAsync(run, cancellationToken);
    }

    public Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext workflowExecutionContext) =>
        RunAsync(workflowExecutionContext, workflowExecutionContext.CancellationToken);

    private async Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext run, CancellationToken stop)
    {
        try
        {
            if (run.Status == WorkflowStatus.Running)
                await burst.RunAsync(run, stop);
            await variables.SaveVariablesAsync(run);
            var state = states.Extract(run);
            await commits.CommitAsync(run, state, stop);
            var journal = new Journal(run.ExecutionLog.ToList(), run.ActivityExecutionContexts.ToList());
            return new RunWorkflowResult(run, state, run.Workflow, ResultOf(run), journal);
        }
        finally
        {
            run.EndBurst();
        }
    }

    private static object? ResultOf(WorkflowExecutionContext run) =>
        run.Workflow.ResultVariable is { } variable && run.MemoryRegister.TryGetBlock(variable.Id, out var block)
            ? block.Value
            : null;
}
