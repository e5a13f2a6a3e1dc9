using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;

namespace Workflows.Engine;

/// <summary>Asks and starts in one transaction: of two that come at once for a place that is free, one gets it.</summary>
internal sealed class WorkflowStarter(
    IElsaSession session,
    IWorkflowDefinitionService definitions,
    IWorkflowActivationStrategyEvaluator activation,
    IWorkflowRuntime runtime
) : IWorkflowStarter
{
    public Task<StartWorkflowResponse> StartWorkflowAsync(
        StartWorkflowRequest request,
        CancellationToken cancellationToken = default
    ) => session.WriteAsync(stop => StartAsync(request, stop), cancellationToken);

    private async Task<StartWorkflowResponse> StartAsync(StartWorkflowRequest request, CancellationToken stop)
    {
        var workflow = request.Workflow ?? await FindAsync(request.WorkflowDefinitionHandle, stop);
        var who = new WorkflowActivationStrategyEvaluationContext
        {
            Workflow = workflow,
            CorrelationId = request.CorrelationId,
            CancellationToken = stop,
        };
        if (!await activation.CanStartWorkflowAsync(who))
            return new StartWorkflowResponse { CannotStart = true };
        var client = await runtime.CreateClientAsync(stop);
        var start = new CreateAndRunWorkflowInstanceRequest
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(workflow.Identity.Id),
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            Input = request.Input,
            Variables = request.Variables,
            Properties = request.Properties,
            ParentId = request.ParentId,
            TriggerActivityId = request.TriggerActivityId,
            ActivityHandle = request.ActivityHandle,
        };
        var ran = await client.CreateAndRunInstanceAsync(start, stop);
        return new StartWorkflowResponse
        {
            WorkflowInstanceId = ran.WorkflowInstanceId,
            Status = ran.Status,
            SubStatus = ran.SubStatus,
            Bookmarks = ran.Bookmarks,
            Incidents = ran.Incidents,
        };
    }

    private async Task<Workflow> FindAsync(WorkflowDefinitionHandle? handle, CancellationToken stop) =>
        handle is null ? throw new InvalidOperationException("What is to be started is not said.")
        : await definitions.FindWorkflowGraphAsync(handle, stop) is { } graph ? graph.Workflow
        : throw ElsaRefusedException.Missing(EngineTexts.Say("noRunnable", handle));
}
