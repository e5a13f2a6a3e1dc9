using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Mediator.Contracts;
using Elsa.Scheduling;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Keeps what starts a definition: written when it is published, removed when it is retracted.</summary>
internal sealed class TriggerIndex(
    IElsaSession session,
    DefinitionMapping mapping,
    IWorkflowGraphBuilder builder,
    TriggerPayloads payloads,
    IPayloadSerializer json,
    IStimulusHasher hasher,
    IIdentityGenerator ids,
    INotificationSender notices,
    IServiceProvider services
)
{
    public async Task ReplaceAsync(WorkflowDefinition definition, CancellationToken stop)
    {
        var graph = await builder.BuildAsync(mapping.ToWorkflow(definition), stop);
        var removed = await TakeOutAsync(definition.DefinitionId, stop);
        var added = new List<StoredTrigger>();
        foreach (var trigger in graph.Nodes.Select(node => node.Activity).OfType<ITrigger>())
        {
            if (trigger.GetCanStartWorkflow())
                added.AddRange(await TriggersOfAsync(graph.Workflow, trigger, stop));
        }
        session.Db.Triggers.AddRange(added.Select(ToRow));
        await session.Db.SaveChangesAsync(stop);
        await AnnounceAsync(graph.Workflow, added, removed, stop);
    }

    public async Task RemoveAsync(string definitionId, CancellationToken stop)
    {
        var removed = await TakeOutAsync(definitionId, stop);
        if (removed.Count > 0)
            await AnnounceAsync(new Workflow(), [], removed, stop);
    }

    private async Task<List<StoredTrigger>> TakeOutAsync(string definitionId, CancellationToken stop)
    {
        var mine = session.Db.Triggers.Where(t => t.DefinitionId == definitionId);
        var rows = await mine.AsNoTracking().ToListAsync(stop);
        if (rows.Count > 0)
            await mine.ExecuteDeleteAsync(stop);
        return [.. rows.Select(row => Stored.Trigger(row, json))];
    }

    private async Task<IEnumerable<StoredTrigger>> TriggersOfAsync(
        Workflow workflow,
        ITrigger trigger,
        CancellationToken stop
    )
    {
        var (name, found) = await payloads.OfAsync(workflow, trigger, stop);
        return found.Select(payload => new StoredTrigger
        {
            Id = ids.GenerateId(),
            WorkflowDefinitionId = workflow.Identity.DefinitionId,
            WorkflowDefinitionVersionId = workflow.Identity.Id,
            Name = name,
            ActivityId = trigger.Id,
            Hash = hasher.Hash(name, payload),
            Payload = payload,
        });
    }

    // In the same transaction: a start by the clock is there exactly as long as its definition is in force.
    private async Task AnnounceAsync(
        Workflow workflow,
        List<StoredTrigger> added,
        List<StoredTrigger> removed,
        CancellationToken stop
    )
    {
        if (services.GetService<ITriggerScheduler>() is { } scheduler)
        {
            await scheduler.UnscheduleAsync(removed, stop);
            await scheduler.ScheduleAsync(added, stop);
        }
        var indexed = new IndexedWorkflowTriggers(workflow, added, removed, []);
        await notices.SendAsync(new WorkflowTriggersIndexed(indexed), stop);
    }

    private TriggerRow ToRow(StoredTrigger trigger) =>
        new()
        {
            Id = trigger.Id,
            DefinitionId = trigger.WorkflowDefinitionId,
            DefinitionVersionId = trigger.WorkflowDefinitionVersionId,
            Name = trigger.Name ?? "",
            ActivityId = trigger.ActivityId,
            Hash = trigger.Hash ?? "",
            Payload = trigger.Payload is { } payload ? json.Serialize(payload) : null,
        };
}
