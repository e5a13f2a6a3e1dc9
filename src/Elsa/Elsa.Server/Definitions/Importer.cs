using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;

namespace Workflows.Engine;

/// <summary>Saves what came from outside, always; and publishes it when asked to and nothing speaks against it.</summary>
internal sealed class Importer(
    IElsaSession session,
    IWorkflowDefinitionPublisher publisher,
    DefinitionMapping mapping,
    IWorkflowGraphBuilder builder,
    IActivitySerializer activities,
    IWorkflowDefinitionStore store,
    IApiSerializer json,
    UsableWorkflows usable
) : IWorkflowDefinitionImporter
{
    private const int LongestId = 200;
    private const int LongestName = 1000;

    public async Task<ImportWorkflowResult> ImportAsync(
        SaveWorkflowDefinitionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var model = request.Model;
        var draft = await DraftAsync(model.DefinitionId, cancellationToken);
        mapping.Apply(model, draft);
        return await SaveAsync(draft, request.Publish ?? model.IsPublished, cancellationToken);
    }

    /// <summary>The draft that an author goes on with: the one there is, else a new version, else a new definition.</summary>
    public async Task<WorkflowDefinition> DraftAsync(string? definitionId, CancellationToken stop)
    {
        // What the flow uses is read next.
        await usable.RefreshAsync(stop);
        if (string.IsNullOrWhiteSpace(definitionId))
            return publisher.New();
        if (await publisher.GetDraftAsync(definitionId, VersionOptions.Latest, stop) is { } draft)
            return draft;
        var made = publisher.New();
        made.DefinitionId = definitionId;
        return made;
    }

    // One transaction: a refused publication leaves the draft saved, a failed one leaves nothing half done.
    /// <param name="expected">The tag of the content that the author went out from; null asks for none.</param>
    /// <exception cref="ElsaRefusedException">Another content than the expected is stored.</exception>
    public Task<ImportWorkflowResult> SaveAsync(
        WorkflowDefinition draft,
        bool publish,
        CancellationToken stop,
        string? expected = null
    ) =>
        session.WriteAsync(
            async token =>
            {
                RequireShortNames(draft);
                if (expected is not null)
                    await RequireAsync(expected, draft.DefinitionId, token);
                await NameNodesAsync(draft, token);
                if (publish)
                {
                    var result = await publisher.PublishAsync(draft, token);
                    if (result.Succeeded)
                        return new ImportWorkflowResult(true, draft, result.ValidationErrors);
                    await publisher.SaveDraftAsync(draft, token);
                    return new ImportWorkflowResult(false, draft, result.ValidationErrors);
                }
                await publisher.SaveDraftAsync(draft, token);
                return new ImportWorkflowResult(true, draft, []);
            },
            stop
        );

    // The id stands in an index, the name in every list.
    private static void RequireShortNames(WorkflowDefinition draft)
    {
        if (draft.DefinitionId.Length > LongestId)
            throw ElsaRefusedException.Bad(EngineTexts.Say("longId", LongestId));
        if (draft.Name?.Length > LongestName)
            throw ElsaRefusedException.Bad(EngineTexts.Say("longName", LongestName));
    }

    private async Task RequireAsync(string expected, string definitionId, CancellationToken stop)
    {
        var latest = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = VersionOptions.Latest,
        };
        if (await store.FindAsync(latest, stop) is { } stored)
            DefinitionTag.Require(expected, json, stored);
    }

    // Studio finds what it shows by node ids, which only the whole graph can give.
    private async Task NameNodesAsync(WorkflowDefinition draft, CancellationToken stop)
    {
        var workflow = mapping.ToWorkflow(draft);
        try
        {
            await builder.BuildAsync(workflow, stop);
        }
        catch (InvalidOperationException e)
        {
            throw ElsaRefusedException.Bad(EngineTexts.Say("unreadable", e.Message));
        }
        draft.StringData = activities.Serialize(workflow.Root);
    }
}
