using Elsa.Extensions;
using Elsa.Mediator.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>Ends instances that are no longer wanted, and the children they wait for.</summary>
internal sealed class InstanceCanceller(
    IElsaSession session,
    IWorkflowDefinitionService definitions,
    IWorkflowStateExtractor extractor,
    IVariablePersistenceManager variables,
    InstanceWriter writer,
    Bursts bursts,
    INotificationSender notices,
    IServiceProvider services
)
{
    /// <returns>Whether it was still running.</returns>
    public Task<bool> CancelAsync(string id, CancellationToken stop) =>
        session.WriteAsync(
            async token =>
            {
                await LockFromBelowAsync(id, token);
                return await bursts.RunAsync(id, inner => CancelLockedAsync(id, inner), token);
            },
            stop
        );

    // A child that ends holds itself and then its parent, to tell it. Who cancels must come by the same way, or each would
    // wait for what the other holds. On SQLite there is one writer anyway.
    private async Task LockFromBelowAsync(string id, CancellationToken stop)
    {
        if (session.Db is not PostgresElsaDb db || bursts.Any)
            return;
        var levels = new Stack<List<string>>([
            [id],
        ]);
        while (true)
        {
            var above = levels.Peek();
            var children = await db
                .Instances.Where(i => above.Contains(i.ParentId!) && i.Status == (int)WorkflowStatus.Running)
                .Select(i => i.Id)
                .ToListAsync(stop);
            if (children.Count == 0)
                break;
            levels.Push(children);
        }
        foreach (var level in levels)
            await db.Database.ExecuteSqlAsync(
                $"""SELECT 1 FROM "Elsa_Instances" WHERE "Id" = ANY({level}) ORDER BY "Id" FOR UPDATE""",
                stop
            );
    }

    private async Task<bool> CancelLockedAsync(string id, CancellationToken stop)
    {
        var (row, state) =
            await writer.ReadAsync(id, stop) ?? throw ElsaRefusedException.Missing(EngineTexts.Say("noInstance", id));
        if (state.Status != WorkflowStatus.Running)
            return false;
        var graph =
            await definitions.FindWorkflowGraphAsync(
                WorkflowDefinitionHandle.ByDefinitionVersionId(state.DefinitionVersionId),
                stop
            ) ?? throw ElsaRefusedException.Missing($"The definition of the workflow instance {id} is gone.");
        var context = await WorkflowExecutionContext.CreateAsync(
            services,
            graph,
            state,
            state.CorrelationId,
            state.ParentWorkflowInstanceId,
            cancellationToken: stop
        );
        await variables.LoadVariablesAsync(context);
        // Activities hear of it first: what they made for people to do must go too.
        foreach (
            var root in context.ActivityExecutionContexts.Where(c => c.ParentActivityExecutionContext is null).ToList()
        )
            await root.CancelWithAllAsync();
        context.Cancel();
        await variables.SaveVariablesAsync(context);
        var after = extractor.Extract(context);
        var burst = new RunWorkflowResult(context, after, graph.Workflow, null, Journal.Empty);
        await writer.WriteAsync(row, burst, stop);
        await notices.SendAsync(new WorkflowCancelled(id), stop);
        await bursts.FollowAsync(token => CancelChildrenAsync(id, token), stop);
        return true;
    }

    private async Task CancelChildrenAsync(string parent, CancellationToken stop)
    {
        var children = await session
            .Db.Instances.Where(i => i.ParentId == parent && i.Status == (int)WorkflowStatus.Running)
            .Select(i => i.Id)
            .ToListAsync(stop);
        foreach (var child in children)
            await CancelAsync(child, stop);
    }
}
