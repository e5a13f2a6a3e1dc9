using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;

namespace Workflows.Engine;

/// <summary>Turns the requests about one instance into runs.</summary>
internal sealed class InstanceClient(string id, InstanceRunner runner) : IWorkflowClient
{
    public string WorkflowInstanceId => id;

    public async Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(
        CreateWorkflowInstanceRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var start = new InstanceStart(id, request.WorkflowDefinitionHandle)
        {
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            ParentId = request.ParentId,
            Input = request.Input,
            Properties = request.Properties,
        };
        await runner.CreateAsync(start, cancellationToken);
        return new CreateWorkflowInstanceResponse();
    }

    public async Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(
        CreateAndRunWorkflowInstanceRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var start = new InstanceStart(id, request.WorkflowDefinitionHandle)
        {
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            ParentId = request.ParentId,
            Input = request.Input,
            Properties = request.Properties,
        };
        var options = new RunWorkflowOptions
        {
            WorkflowInstanceId = id,
            CorrelationId = request.CorrelationId,
            ParentWorkflowInstanceId = request.ParentId,
            Input = request.Input,
            Properties = request.Properties,
            Variables = request.Variables,
            TriggerActivityId = request.TriggerActivityId,
            ActivityHandle = request.ActivityHandle,
            SchedulingActivityExecutionId = request.SchedulingActivityExecutionId,
            SchedulingWorkflowInstanceId = request.SchedulingWorkflowInstanceId,
            SchedulingCallStackDepth = request.SchedulingCallStackDepth,
        };
        return Response(await runner.StartAsync(start, options, cancellationToken), request.IncludeWorkflowOutput);
    }

    public async Task<RunWorkflowInstanceResponse> RunInstanceAsync(
        RunWorkflowInstanceRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var options = new RunWorkflowOptions
        {
            WorkflowInstanceId = id,
            BookmarkId = request.BookmarkId,
            ActivityHandle = request.ActivityHandle,
            Input = request.Input,
            Variables = request.Variables,
            Properties = request.Properties,
            TriggerActivityId = request.TriggerActivityId,
            SchedulingActivityExecutionId = request.SchedulingActivityExecutionId,
            SchedulingWorkflowInstanceId = request.SchedulingWorkflowInstanceId,
            SchedulingCallStackDepth = request.SchedulingCallStackDepth,
        };
        return Response(await runner.RunAsync(id, options, cancellationToken), request.IncludeWorkflowOutput);
    }

    public Task CancelAsync(CancellationToken cancellationToken = default) => runner.CancelAsync(id, cancellationToken);

    public Task<bool> DeleteAsync(CancellationToken cancellationToken = default) =>
        runner.DeleteAsync(id, cancellationToken);

    public Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default) =>
        runner.ExistsAsync(id, cancellationToken);

    public async Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default) =>
        await runner.StateAsync(id, cancellationToken)
        ?? throw ElsaRefusedException.Missing(EngineTexts.Say("noInstance", id));

    public Task ImportStateAsync(WorkflowState workflowState, CancellationToken cancellationToken = default) =>
        runner.ImportAsync(workflowState, cancellationToken);

    private RunWorkflowInstanceResponse Response(WorkflowState state, bool withOutput) =>
        new()
        {
            WorkflowInstanceId = id,
            Status = state.Status,
            SubStatus = state.SubStatus,
            Incidents = state.Incidents,
            Bookmarks = state.Bookmarks,
            Output = withOutput ? new Dictionary<string, object>(state.Output) : null,
        };
}

/// <summary>What a new instance begins with.</summary>
internal sealed record InstanceStart(string Id, WorkflowDefinitionHandle Definition)
{
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? ParentId { get; init; }
    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
}
