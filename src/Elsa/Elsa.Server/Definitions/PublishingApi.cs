using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Publishes, retracts and reverts definitions, one or many.</summary>
internal static class PublishingApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var one = api.MapGroup("/workflow-definitions/{definitionId}");
        one.MapPost("/publish", PublishAsync);
        one.MapPost("/retract", RetractAsync);
        one.MapPost("/revert/{version:int}", RevertAsync);
        one.MapGet("/consumers", ConsumersAsync);
        one.MapPost("/update-references", UpdateReferencesAsync);
        api.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", BulkPublishAsync);
        api.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", BulkRetractAsync);
        api.MapPost("/actions/workflow-definitions/refresh", RefreshAsync);
        api.MapPost("/actions/workflow-definitions/reload", (GraphCache graphs) => graphs.Forget());
    }

    private static async Task<IResult> PublishAsync(
        string definitionId,
        IWorkflowDefinitionStore store,
        IWorkflowDefinitionPublisher publisher,
        DefinitionView view,
        CancellationToken stop
    )
    {
        var latest = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = VersionOptions.Latest,
        };
        if (await store.FindAsync(latest, stop) is not { } definition)
            return Results.NotFound();
        if (definition.IsReadonly)
            return Results.StatusCode(403);
        if (definition.IsPublished)
            return Reply.Json(view.Saved(definition, true, []));
        var result = await publisher.PublishAsync(definition, stop);
        return result.Succeeded
            ? Reply.Json(
                view.Saved(
                    definition,
                    false,
                    result.ValidationErrors,
                    result.AffectedWorkflows.WorkflowDefinitions.Count
                )
            )
            : Reply.Problem(400, DefinitionsApi.Errors(result.ValidationErrors));
    }

    private static async Task<IResult> RetractAsync(
        string definitionId,
        IWorkflowDefinitionStore store,
        IWorkflowDefinitionPublisher publisher,
        DefinitionView view,
        CancellationToken stop
    )
    {
        if (await publisher.RetractAsync(definitionId, stop) is { } definition)
            return Reply.Json(view.Model(definition));
        return await store.AnyAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId }, stop)
            ? Reply.Problem(400, EngineTexts.Say("notPublished"))
            : Results.NotFound();
    }

    private static async Task<IResult> RevertAsync(
        string definitionId,
        int version,
        HttpRequest request,
        IWorkflowDefinitionStore store,
        IWorkflowDefinitionPublisher publisher,
        IApiSerializer json,
        CancellationToken stop
    )
    {
        var draft = await publisher.RevertVersionAsync(definitionId, version, stop);
        var summary = await store.FindSummariesAsync(new WorkflowDefinitionFilter { Id = draft.Id }, stop);
        var prefix = request.Path.Value!.Split("/workflow-definitions/")[0];
        request.HttpContext.Response.Headers.Location = $"{prefix}/workflow-definitions/by-id/{draft.Id}";
        DefinitionTag.Mark(request.HttpContext.Response, json, draft);
        return Reply.Json(DefinitionView.Summary(summary.Single(), withLinks: false), 201);
    }

    private static async Task<IResult> ConsumersAsync(
        string definitionId,
        IWorkflowDefinitionStore store,
        References references,
        CancellationToken stop
    ) =>
        await store.AnyAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId }, stop)
            ? Reply.Json(new { consumingWorkflowDefinitionIds = await references.ConsumersAsync(definitionId, stop) })
            : Results.NotFound();

    private static async Task<IResult> UpdateReferencesAsync(
        string definitionId,
        IWorkflowDefinitionStore store,
        References references,
        CancellationToken stop
    )
    {
        var latest = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = VersionOptions.Latest,
        };
        if (await store.FindAsync(latest, stop) is not { } definition)
            return Results.NotFound();
        if (definition.IsReadonly)
            return Results.StatusCode(403);
        var updated = await references.UpdateAsync(definition, stop);
        return Reply.Json(new { affectedWorkflows = updated.Select(d => d.Name ?? d.DefinitionId) });
    }

    private static async Task<IResult> BulkPublishAsync(
        HttpRequest request,
        IWorkflowDefinitionStore store,
        IWorkflowDefinitionPublisher publisher,
        CancellationToken stop
    )
    {
        var done = new Dictionary<string, List<string>>();
        var warnings = new JsonObject();
        foreach (var id in (await Body.ReadAsync(request, stop)).Texts("definitionIds"))
        {
            var latest = new WorkflowDefinitionFilter { DefinitionId = id, VersionOptions = VersionOptions.Latest };
            if (await store.FindAsync(latest, stop) is not { } definition)
                Note(done, "notFound", id);
            else if (definition.IsPublished)
                Note(done, "alreadyPublished", id);
            else if (definition.IsReadonly)
                Note(done, "skipped", id);
            else if (await publisher.PublishAsync(definition, stop) is { Succeeded: false } refused)
            {
                Note(done, "failed", id);
                warnings[id] = new JsonArray([.. refused.ValidationErrors.Select(e => JsonValue.Create(e.Message))]);
            }
            else
                Note(done, "published", id);
        }
        var answer = Answer(done, "published", "alreadyPublished", "notFound", "skipped", "updatedConsumers", "failed");
        answer["warnings"] = warnings;
        return Reply.Json(answer);
    }

    private static async Task<IResult> BulkRetractAsync(
        HttpRequest request,
        IWorkflowDefinitionStore store,
        IWorkflowDefinitionPublisher publisher,
        CancellationToken stop
    )
    {
        var done = new Dictionary<string, List<string>>();
        foreach (var id in (await Body.ReadAsync(request, stop)).Texts("definitionIds"))
        {
            if (await publisher.RetractAsync(id, stop) is not null)
                Note(done, "retracted", id);
            else if (await store.AnyAsync(new WorkflowDefinitionFilter { DefinitionId = id }, stop))
                Note(done, "notPublished", id);
            else
                Note(done, "notFound", id);
        }
        return Reply.Json(Answer(done, "retracted", "alreadyRetracted", "skipped", "notPublished", "notFound"));
    }

    private static async Task<IResult> RefreshAsync(
        HttpRequest request,
        GraphCache graphs,
        IWorkflowDefinitionStore store,
        CancellationToken stop
    )
    {
        var wanted = (await Body.ReadAsync(request, stop)).Texts("definitionIds");
        var filter = new WorkflowDefinitionFilter { VersionOptions = VersionOptions.Published };
        if (wanted.Count > 0)
            filter.DefinitionIds = wanted;
        graphs.Forget();
        var found = (await store.FindSummariesAsync(filter, stop)).Select(d => d.DefinitionId).Distinct().ToList();
        return Reply.Json(new { refreshed = found, notFound = wanted.Except(found) });
    }

    private static void Note(Dictionary<string, List<string>> done, string what, string id)
    {
        if (!done.TryGetValue(what, out var ids))
            done[what] = ids = [];
        ids.Add(id);
    }

    private static JsonObject Answer(Dictionary<string, List<string>> done, params ReadOnlySpan<string> names)
    {
        var answer = new JsonObject();
        foreach (var name in names)
            answer[name] = new JsonArray([.. (done.GetValueOrDefault(name) ?? []).Select(id => JsonValue.Create(id))]);
        return answer;
    }
}
