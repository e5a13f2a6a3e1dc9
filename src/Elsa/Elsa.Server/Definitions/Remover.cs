using System.Net;
using Elsa.Common.Models;
using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>
/// Deletes definitions and their triggers. The instances stay: what was decided is not undone by tidying up; but a
/// version on which an instance is still running cannot be deleted.
/// </summary>
internal sealed class Remover(
    IElsaSession session,
    IWorkflowDefinitionStore store,
    TriggerIndex triggers,
    INotificationSender notices
) : IWorkflowDefinitionManager
{
    public Task<long> DeleteByDefinitionIdAsync(string definitionId, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            async stop =>
            {
                await RefuseIfRunningAsync([definitionId], stop);
                await notices.SendAsync(new WorkflowDefinitionDeleting(definitionId), stop);
                await triggers.RemoveAsync(definitionId, stop);
                var deleted = await store.DeleteAsync(
                    new WorkflowDefinitionFilter { DefinitionId = definitionId },
                    stop
                );
                if (deleted > 0)
                    await notices.SendAsync(new WorkflowDefinitionDeleted(definitionId), stop);
                return deleted;
            },
            cancellationToken
        );

    public async Task<bool> DeleteByIdAsync(string id, CancellationToken cancellationToken = default) =>
        await store.FindAsync(new WorkflowDefinitionFilter { Id = id }, cancellationToken) is { } definition
        && await DeleteOneAsync(definition, cancellationToken);

    public Task<long> BulkDeleteByDefinitionIdsAsync(
        IEnumerable<string> definitionIds,
        CancellationToken cancellationToken = default
    ) =>
        session.WriteAsync<long>(
            async stop =>
            {
                var deleted = 0;
                var ids = definitionIds.Distinct().ToList();
                // All or none; and all are named that stand in the way.
                await RefuseIfRunningAsync(ids, stop);
                foreach (var id in ids)
                    deleted += await DeleteByDefinitionIdAsync(id, stop) > 0 ? 1 : 0;
                return deleted;
            },
            cancellationToken
        );

    public Task<long> BulkDeleteByIdsAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default) =>
        session.WriteAsync<long>(
            async stop =>
            {
                var deleted = 0;
                foreach (var id in ids.Distinct())
                    deleted += await DeleteByIdAsync(id, stop) ? 1 : 0;
                return deleted;
            },
            cancellationToken
        );

    public async Task<bool> DeleteVersionAsync(
        string definitionId,
        int version,
        CancellationToken cancellationToken = default
    )
    {
        var filter = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = VersionOptions.SpecificVersion(version),
        };
        return await store.FindAsync(filter, cancellationToken) is { } definition
            && await DeleteOneAsync(definition, cancellationToken);
    }

    private Task<bool> DeleteOneAsync(WorkflowDefinition definition, CancellationToken stop) =>
        session.WriteAsync(
            async token =>
            {
                await RefuseIfRunningAsync(definition, token);
                await notices.SendAsync(new WorkflowDefinitionVersionDeleting(definition), token);
                if (definition.IsPublished)
                    await triggers.RemoveAsync(definition.DefinitionId, token);
                await store.DeleteAsync(new WorkflowDefinitionFilter { Id = definition.Id }, token);
                if (definition.IsLatest)
                    await MakePreviousLatestAsync(definition.DefinitionId, token);
                await notices.SendAsync(new WorkflowDefinitionVersionDeleted(definition), token);
                return true;
            },
            stop
        );

    private async Task MakePreviousLatestAsync(string definitionId, CancellationToken stop)
    {
        var filter = new WorkflowDefinitionFilter { DefinitionId = definitionId };
        if (await store.FindLastVersionAsync(filter, stop) is not { } previous)
            return;
        previous.IsLatest = true;
        await store.SaveAsync(previous, stop);
    }

    private async Task RefuseIfRunningAsync(List<string> definitionIds, CancellationToken stop)
    {
        var counts = await Running
            .Where(i => definitionIds.Contains(i.DefinitionId))
            .GroupBy(i => i.DefinitionId)
            .Select(runs => new { runs.Key, Count = runs.Count() })
            .ToDictionaryAsync(runs => runs.Key, runs => runs.Count, stop);
        if (counts.Count == 0)
            return;
        var latest = new WorkflowDefinitionFilter
        {
            DefinitionIds = [.. counts.Keys],
            VersionOptions = VersionOptions.Latest,
        };
        var found = await store.FindSummariesAsync(latest, stop);
        Refuse([.. found.Select(d => StillRuns(d.Name ?? d.DefinitionId, counts[d.DefinitionId]))]);
    }

    private async Task RefuseIfRunningAsync(WorkflowDefinition version, CancellationToken stop)
    {
        var count = await Running.CountAsync(i => i.DefinitionVersionId == version.Id, stop);
        if (count > 0)
            Refuse([StillRuns($"{version.Name ?? version.DefinitionId} {version.Version}", count)]);
    }

    private IQueryable<InstanceRow> Running =>
        session.Db.Instances.Where(i => i.Status == (int)Elsa.Workflows.WorkflowStatus.Running);

    private static string StillRuns(string name, int count) =>
        EngineTexts.Say("about", name, EngineTexts.Say("stillRuns", count));

    private static void Refuse(string[] messages) =>
        throw new ElsaRefusedException(
            HttpStatusCode.Conflict,
            messages[0],
            new Dictionary<string, string[]> { ["generalErrors"] = messages }
        );
}
