using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Options;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Engine;

/// <summary>Runs what is dispatched as soon as the current burst is done, in its transaction; at once outside a burst.</summary>
internal sealed partial class Dispatcher(
    IElsaSession session,
    IWorkflowRuntime runtime,
    IWorkflowDefinitionService definitions,
    IWorkflowActivationStrategyEvaluator activation,
    Children children,
    Bursts bursts,
    IOptions<WorkflowDispatcherOptions> channels,
    ILogger<Dispatcher> log
) : IWorkflowDispatcher
{
    public Task<DispatchWorkflowResponse> DispatchAsync(
        DispatchWorkflowDefinitionRequest request,
        DispatchWorkflowOptions? options,
        CancellationToken cancellationToken = default
    ) =>
        AfterBurstAsync(
            options,
            async stop =>
            {
                if (!await MayStartAsync(request, stop))
                {
                    await RefuseAsync(request, stop);
                    return;
                }
                var client = await runtime.CreateClientAsync(request.InstanceId, stop);
                var create = new CreateAndRunWorkflowInstanceRequest
                {
                    WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(
                        request.DefinitionVersionId
                    ),
                    CorrelationId = request.CorrelationId,
                    Input = request.Input,
                    Properties = request.Properties,
                    ParentId = request.ParentWorkflowInstanceId,
                    TriggerActivityId = request.TriggerActivityId,
                    SchedulingActivityExecutionId = request.SchedulingActivityExecutionId,
                    SchedulingWorkflowInstanceId = request.SchedulingWorkflowInstanceId,
                    SchedulingCallStackDepth = request.SchedulingCallStackDepth,
                };
                await client.CreateAndRunInstanceAsync(create, stop);
            },
            cancellationToken
        );

    private async Task<bool> MayStartAsync(DispatchWorkflowDefinitionRequest request, CancellationToken stop)
    {
        // What is not there is for the start itself to say.
        var handle = WorkflowDefinitionHandle.ByDefinitionVersionId(request.DefinitionVersionId);
        return await definitions.FindWorkflowGraphAsync(handle, stop) is not { } graph
            || await activation.CanStartWorkflowAsync(
                new WorkflowActivationStrategyEvaluationContext
                {
                    Workflow = graph.Workflow,
                    CorrelationId = request.CorrelationId,
                    CancellationToken = stop,
                }
            );
    }

    // Accepted, but not started: whoever waits for it must hear that it will not come.
    private Task RefuseAsync(DispatchWorkflowDefinitionRequest request, CancellationToken stop)
    {
        Refused(log, request.DefinitionVersionId, request.ParentWorkflowInstanceId);
        return request.ParentWorkflowInstanceId is { } parent
            ? children.TellRefusedAsync(parent, request, stop)
            : Task.CompletedTask;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "No instance of {Definition} was started for {Parent}: its activation strategy allows no further one now"
    )]
    private static partial void Refused(ILogger log, string definition, string? parent);

    public Task<DispatchWorkflowResponse> DispatchAsync(
        DispatchWorkflowInstanceRequest request,
        DispatchWorkflowOptions? options,
        CancellationToken cancellationToken = default
    ) =>
        AfterBurstAsync(
            options,
            async stop =>
            {
                var client = await runtime.CreateClientAsync(request.InstanceId, stop);
                var run = new RunWorkflowInstanceRequest
                {
                    BookmarkId = request.BookmarkId,
                    ActivityHandle = request.ActivityHandle,
                    Input = request.Input,
                    Properties = request.Properties,
                };
                await client.RunInstanceAsync(run, stop);
            },
            cancellationToken
        );

    private Task<DispatchWorkflowResponse> AfterBurstAsync(
        DispatchWorkflowOptions? options,
        Func<CancellationToken, Task> act,
        CancellationToken stop
    )
    {
        if (!string.IsNullOrEmpty(options?.Channel) && channels.Value.Channels.All(c => c.Name != options.Channel))
            return Task.FromResult(DispatchWorkflowResponse.UnknownChannel());
        return session.WriteAsync(
            async token =>
            {
                await bursts.StartAsync(act, token);
                return DispatchWorkflowResponse.Success();
            },
            stop
        );
    }
}
