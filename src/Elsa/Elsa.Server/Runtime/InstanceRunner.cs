using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>
/// Runs instances in the caller's scope: reads the state under lock, lets the engine run one burst, and has all of it
/// written, in one transaction. A bookmark is consumed at most once, because the state that holds it is locked.
/// </summary>
internal sealed class InstanceRunner(
    IElsaSession session,
    IWorkflowDefinitionService definitions,
    IWorkflowRunner engine,
    InstanceWriter writer,
    InstanceRemover remover,
    InstanceCanceller canceller,
    Bursts bursts,
    TimeProvider clock
)
{
    public Task<WorkflowState> StartAsync(InstanceStart start, RunWorkflowOptions options, CancellationToken stop) =>
        session.WriteAsync(
            token =>
                bursts.RunAsync(
                    start.Id,
                    async inner =>
                    {
                        var graph = await GraphAsync(start.Definition, inner);
                        var state = NewState(start, graph.Workflow);
                        var result = await engine.RunAsync(graph, state, options, inner);
                        await writer.WriteAsync(null, result, inner);
                        return result.WorkflowState;
                    },
                    token
                ),
            stop
        );

    public Task CreateAsync(InstanceStart start, CancellationToken stop) =>
        session.WriteAsync<object?>(
            async token =>
            {
                var graph = await GraphAsync(start.Definition, token);
                var state = NewState(start, graph.Workflow);
                state.Input = start.Input ?? new Dictionary<string, object>();
                await writer.WriteStateAsync(null, state, token);
                return null;
            },
            stop
        );

    /// <returns>The state after the burst; the unchanged state where there was nothing to run any more.</returns>
    public Task<WorkflowState> RunAsync(string id, RunWorkflowOptions options, CancellationToken stop) =>
        session.WriteAsync(token => bursts.RunAsync(id, inner => RunLockedAsync(id, options, inner), token), stop);

    private async Task<WorkflowState> RunLockedAsync(string id, RunWorkflowOptions options, CancellationToken stop)
    {
        var (row, state) = await writer.ReadAsync(id, stop) ?? throw Missing(id);
        if (state.Status != WorkflowStatus.Running)
            return state;
        if (options.BookmarkId is { } bookmark && state.Bookmarks.All(b => b.Id != bookmark))
            return state;
        // What the instance was created with is its first input; later bursts bring their own.
        if (state.SubStatus == WorkflowSubStatus.Pending)
            options.Input ??= state.Input;
        var graph = await GraphAsync(WorkflowDefinitionHandle.ByDefinitionVersionId(state.DefinitionVersionId), stop);
        var result = await engine.RunAsync(graph, state, options, stop);
        await writer.WriteAsync(row, result, stop);
        return result.WorkflowState;
    }

    public Task CancelAsync(string id, CancellationToken stop) => canceller.CancelAsync(id, stop);

    public Task<bool> DeleteAsync(string id, CancellationToken stop) =>
        session.WriteAsync(
            async token =>
            {
                if (!await ExistsAsync(id, token))
                    return false;
                await canceller.CancelAsync(id, token);
                await remover.DeleteAsync([id], token);
                return true;
            },
            stop
        );

    public Task<bool> ExistsAsync(string id, CancellationToken stop) =>
        session.Db.Instances.AnyAsync(i => i.Id == id, stop);

    public async Task<WorkflowState?> StateAsync(string id, CancellationToken stop) =>
        await writer.PeekAsync(id, stop) is { } found ? found.State : null;

    public Task ImportAsync(WorkflowState state, CancellationToken stop) =>
        session.WriteAsync<object?>(
            async token =>
            {
                await writer.WriteStateAsync((await writer.ReadAsync(state.Id, token))?.Row, state, token);
                return null;
            },
            stop
        );

    private async Task<WorkflowGraph> GraphAsync(WorkflowDefinitionHandle handle, CancellationToken stop) =>
        await definitions.FindWorkflowGraphAsync(handle, stop)
        ?? throw ElsaRefusedException.Missing(EngineTexts.Say("noRunnable", handle));

    private WorkflowState NewState(InstanceStart start, Workflow workflow)
    {
        var now = clock.GetUtcNow();
        return new WorkflowState
        {
            Id = start.Id,
            DefinitionId = workflow.Identity.DefinitionId,
            DefinitionVersionId = workflow.Identity.Id,
            DefinitionVersion = workflow.Identity.Version,
            CorrelationId = start.CorrelationId,
            Name = start.Name,
            ParentWorkflowInstanceId = start.ParentId,
            Properties = start.Properties ?? new Dictionary<string, object>(),
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Pending,
            IsSystem = workflow.IsSystem,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static ElsaRefusedException Missing(string id) =>
        ElsaRefusedException.Missing(EngineTexts.Say("noInstance", id));
}
