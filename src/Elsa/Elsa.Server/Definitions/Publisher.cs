using Elsa.Common.Models;
using Elsa.Mediator.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Management.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>
/// Drafts, publishes, retracts and reverts. A version that was ever in force is not edited any more, unlike in Elsa,
/// where a retracted version is: instances may be running on it.
/// </summary>
internal sealed class Publisher(
    IElsaSession session,
    IWorkflowDefinitionStore store,
    DefinitionCheck check,
    TriggerIndex triggers,
    References references,
    IActivitySerializer activities,
    IIdentityGenerator ids,
    INotificationSender notices,
    TimeProvider clock
) : IWorkflowDefinitionPublisher
{
    public WorkflowDefinition New(IActivity? root = null) =>
        new()
        {
            Id = ids.GenerateId(),
            DefinitionId = ids.GenerateId(),
            Version = 1,
            IsLatest = true,
            CreatedAt = clock.GetUtcNow(),
            StringData = root is null ? DefinitionMapping.EmptyRoot : activities.Serialize(root),
        };

    public async Task<WorkflowDefinition?> GetDraftAsync(
        string definitionId,
        VersionOptions versionOptions,
        CancellationToken cancellationToken = default
    )
    {
        var last = await LastAsync(definitionId, cancellationToken);
        var wanted = await store.FindAsync(
            new WorkflowDefinitionFilter { DefinitionId = definitionId, VersionOptions = versionOptions },
            cancellationToken
        );
        var definition = wanted ?? last;
        if (definition is null || !await IsSettledAsync(definition, cancellationToken))
            return definition;
        var draft = definition.ShallowClone();
        draft.Id = ids.GenerateId();
        draft.Version = last!.Version + 1;
        draft.CreatedAt = clock.GetUtcNow();
        draft.IsLatest = true;
        draft.IsPublished = false;
        return draft;
    }

    public Task<WorkflowDefinition> SaveDraftAsync(
        WorkflowDefinition definition,
        CancellationToken cancellationToken = default
    ) =>
        session.WriteAsync(
            async stop =>
            {
                var last = await LastAsync(definition.DefinitionId, stop);
                definition.Version =
                    last is null ? 1
                    : last.Id == definition.Id ? last.Version
                    : last.Version + 1;
                definition.IsLatest = true;
                await notices.SendAsync(new WorkflowDefinitionDraftSaving(definition), stop);
                if (last is { IsLatest: true } && last.Id != definition.Id)
                    await UnsetLatestAsync(definition.DefinitionId, stop);
                await store.SaveAsync(definition, stop);
                await notices.SendAsync(new WorkflowDefinitionDraftSaved(definition), stop);
                if (last is null)
                    await notices.SendAsync(new WorkflowDefinitionCreated(definition), stop);
                return definition;
            },
            cancellationToken
        );

    public async Task<PublishWorkflowDefinitionResult> PublishAsync(
        string definitionId,
        CancellationToken cancellationToken = default
    )
    {
        var latest = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = VersionOptions.Latest,
        };
        return await store.FindAsync(latest, cancellationToken) is { } definition
            ? await PublishAsync(definition, cancellationToken)
            : Refused([new WorkflowValidationError(EngineTexts.Say("noDefinition"))]);
    }

    public async Task<PublishWorkflowDefinitionResult> PublishAsync(
        WorkflowDefinition definition,
        CancellationToken cancellationToken = default
    )
    {
        var errors = await check.RunAsync(definition, cancellationToken);
        if (errors.Count > 0)
            return Refused(errors);
        return await session.WriteAsync(stop => PutInForceAsync(definition, stop), cancellationToken);
    }

    public async Task<WorkflowDefinition?> RetractAsync(
        string definitionId,
        CancellationToken cancellationToken = default
    )
    {
        var published = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = VersionOptions.Published,
        };
        return await store.FindAsync(published, cancellationToken) is { } definition
            ? await RetractAsync(definition, cancellationToken)
            : null;
    }

    public Task<WorkflowDefinition> RetractAsync(
        WorkflowDefinition definition,
        CancellationToken cancellationToken = default
    )
    {
        if (!definition.IsPublished)
            throw new InvalidOperationException($"{definition.Name} version {definition.Version} is not published.");
        return session.WriteAsync(
            async stop =>
            {
                definition.IsPublished = false;
                await notices.SendAsync(new WorkflowDefinitionRetracting(definition), stop);
                await store.SaveAsync(definition, stop);
                await triggers.RemoveAsync(definition.DefinitionId, stop);
                await notices.SendAsync(new WorkflowDefinitionRetracted(definition), stop);
                return definition;
            },
            cancellationToken
        );
    }

    public Task<WorkflowDefinition> RevertVersionAsync(
        string definitionId,
        int version,
        CancellationToken cancellationToken = default
    ) =>
        session.WriteAsync(
            async stop =>
            {
                var wanted = new WorkflowDefinitionFilter
                {
                    DefinitionId = definitionId,
                    VersionOptions = VersionOptions.SpecificVersion(version),
                };
                var old =
                    await store.FindAsync(wanted, stop)
                    ?? throw new KeyNotFoundException(EngineTexts.Say("noVersion", definitionId, version));
                var last = await LastAsync(definitionId, stop);
                var draft = old.ShallowClone();
                draft.Id = ids.GenerateId();
                draft.Version = last!.Version + 1;
                draft.CreatedAt = clock.GetUtcNow();
                draft.IsLatest = true;
                draft.IsPublished = false;
                await notices.SendAsync(new WorkflowDefinitionDraftSaving(draft), stop);
                await UnsetLatestAsync(definitionId, stop);
                await store.SaveAsync(draft, stop);
                await notices.SendAsync(new WorkflowDefinitionDraftSaved(draft), stop);
                return draft;
            },
            cancellationToken
        );

    private async Task<PublishWorkflowDefinitionResult> PutInForceAsync(
        WorkflowDefinition definition,
        CancellationToken stop
    )
    {
        await notices.SendAsync(new WorkflowDefinitionPublishing(definition), stop);
        var superseded = await store.FindManyAsync(
            new WorkflowDefinitionFilter
            {
                DefinitionId = definition.DefinitionId,
                VersionOptions = VersionOptions.Published,
            },
            stop
        );
        var isNew = await LastAsync(definition.DefinitionId, stop) is null;
        await UnsetLatestAsync(definition.DefinitionId, stop);
        foreach (var old in superseded.Where(old => old.Id != definition.Id))
        {
            old.IsPublished = old.IsLatest = false;
            await store.SaveAsync(old, stop);
            await notices.SendAsync(new WorkflowDefinitionVersionRetracted(old), stop);
        }
        definition.IsPublished = true;
        definition.IsLatest = true;
        await store.SaveAsync(definition, stop);
        await triggers.ReplaceAsync(definition, stop);
        var affected = new AffectedWorkflows([.. await references.UpdateAsync(definition, stop)]);
        if (isNew)
            await notices.SendAsync(new WorkflowDefinitionCreated(definition), stop);
        await notices.SendAsync(new WorkflowDefinitionPublished(definition, affected), stop);
        return new PublishWorkflowDefinitionResult(true, [], affected);
    }

    private Task<WorkflowDefinition?> LastAsync(string definitionId, CancellationToken stop) =>
        store.FindLastVersionAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId }, stop);

    private Task<bool> IsSettledAsync(WorkflowDefinition definition, CancellationToken stop) =>
        definition.IsPublished
            ? Task.FromResult(true)
            : session.Db.Definitions.AnyAsync(d => d.Id == definition.Id && d.WasPublished, stop);

    private Task<int> UnsetLatestAsync(string definitionId, CancellationToken stop) =>
        session
            .Db.Definitions.Where(d => d.DefinitionId == definitionId && d.IsLatest)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.IsLatest, false), stop);

    private static PublishWorkflowDefinitionResult Refused(ICollection<WorkflowValidationError> errors) =>
        new(false, errors, new AffectedWorkflows([]));
}
