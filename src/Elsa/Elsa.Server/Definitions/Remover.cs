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
                await RefuseIfRunningAsync(i => i.DefinitionId == definitionId, stop);
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
                foreach (var id in definitionIds.Distinct())
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
                await RefuseIfRunningAsync(i => i.DefinitionVersionId == definition.Id, token);
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

    private async Task RefuseIfRunningAsync(
        System.Linq.Expressions.Expression<Func<InstanceRow, bool>> which,
        CancellationToken stop
    )
    {
        var running = await session
            .Db.Instances.Where(which)
            .CountAsync(i => i.Status == (int)Elsa.Workflows.WorkflowStatus.Running, stop);
        if (running > 0)
            throw new ElsaRefusedException(System.Net.HttpStatusCode.Conflict, EngineTexts.Say("stillRuns", running));
    }
}
