using Elsa.Common.Models;
using Elsa.Scheduling;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Workflows.Activities.Returning;
using Workflows.Activities.Timing;
using Workflows.Cases;

namespace Workflows.Activities.Running;

/// <summary>Moves cases with Elsa's runtime. Resuming is idempotent: a bookmark that is gone moves nothing.</summary>
public sealed class ElsaFlow(
    IWorkflowRuntime runtime,
    IWorkflowStarter starter,
    IWorkflowDefinitionService definitions,
    IWorkflowScheduler scheduler,
    FlowWatch watch
) : IFlow
{
    public async Task<FlowStarted> StartAsync(FlowStart start, CancellationToken stop)
    {
        var published =
            await definitions.FindWorkflowGraphAsync(start.DefinitionId, VersionOptions.Published, stop)
            ?? throw new RefusedException("flow.notPublished", start.DefinitionId) { Kind = RefusalKind.Conflict };
        var client = await runtime.CreateClientAsync(start.InstanceId, stop);
        var response = await client.CreateAndRunInstanceAsync(
            new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(
                    published.Workflow.Identity.Id
                ),
                CorrelationId = start.CaseId.ToString(),
                Name = start.Name,
                Input = start.Input,
#if !ELSA_PACKAGES
                // The first activity's expressions already read it.
                Variables = new Dictionary<string, object>
                {
                    [CaseContext.CaseName] = start.Input[CaseContext.CaseName],
                },
#endif
            },
            stop
        );
        await watch.LookAtAsync(start.CaseId, response, stop);
        return new FlowStarted(start.InstanceId, published.Workflow.Identity.Version);
    }

    public Task ResumeAsync(
        string instanceId,
        string bookmarkId,
        IDictionary<string, object> input,
        CancellationToken stop
    ) => RunAsync(instanceId, new RunWorkflowInstanceRequest { BookmarkId = bookmarkId, Input = input }, stop);

    public async Task RunScheduledAsync(string request, CancellationToken stop)
    {
        var scheduled = ScheduledRun.Parse(request);
        if (scheduled.Resume is { } resume)
        {
            var input = new RunWorkflowInstanceRequest { BookmarkId = resume.BookmarkId, Input = resume.Input };
            await RunAsync(resume.WorkflowInstanceId, input, stop);
            return;
        }
        // First the next time: a flow that fails at once must not end the series.
        await scheduled.ScheduleNextAsync(scheduler, stop);
        await starter.StartWorkflowAsync(scheduled.ToStart(), stop);
    }

    public async Task<FlowReturns?> ReturnsAsync(
        string definitionId,
        int version,
        string activityId,
        CancellationToken stop
    ) =>
        await definitions.FindWorkflowGraphAsync(definitionId, VersionOptions.SpecificVersion(version), stop)
            is { } graph
            ? DrawnReturns.Read(graph, activityId)
            : null;

    public async Task CancelAsync(string instanceId, CancellationToken stop)
    {
        var client = await runtime.CreateClientAsync(instanceId, stop);
        await client.CancelAsync(stop);
    }

    public async Task RetryAsync(string instanceId, CancellationToken stop)
    {
        var client = await runtime.CreateClientAsync(instanceId, stop);
        var state = await client.ExportStateAsync(stop);
        FlowRepair.Reopen(state);
        await client.ImportStateAsync(state, stop);
        await RunAsync(instanceId, new RunWorkflowInstanceRequest(), stop);
    }

    private async Task RunAsync(string instanceId, RunWorkflowInstanceRequest request, CancellationToken stop)
    {
        var client = await runtime.CreateClientAsync(instanceId, stop);
        var response = await client.RunInstanceAsync(request, stop);
        await watch.LookAtAsync(instanceId, response, stop);
    }
}
