using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Lists, opens, saves and deletes definitions.</summary>
internal static class DefinitionsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions");
        definitions.MapGet("", ListAsync);
        definitions.MapPost("", SaveAsync);
        definitions.MapGet("/query/count", CountAsync);
        definitions.MapGet("/validation/is-name-unique", IsNameUniqueAsync);
        definitions.MapGet("/many-by-id", ManyAsync);
        definitions.MapGet("/by-id/{id}", ByVersionIdAsync);
        definitions.MapGet("/by-definition-id/{definitionId}", ByDefinitionIdAsync);
        definitions.MapGet("/{definitionId}", ByDefinitionIdAsync);
        definitions.MapGet("/{definitionId}/versions", VersionsAsync);
        definitions.MapDelete("/{definitionId}", DeleteAsync);
        definitions.MapDelete("/{definitionId}/version/{version:int}", DeleteVersionAsync);
        api.MapDelete("/workflow-definition-versions/{id}", DeleteByIdAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", BulkDeleteAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-id", BulkDeleteVersionsAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        IWorkflowDefinitionStore store,
        CancellationToken stop
    )
    {
        var filter = new WorkflowDefinitionFilter
        {
            VersionOptions = request.Version(),
            DefinitionIds = request.Texts("definitionIds"),
            Ids = request.Texts("ids"),
            MaterializerName = request.Text("materializer"),
            SearchTerm = request.Text("searchTerm"),
            IsSystem = request.Flag("isSystem"),
        };
        var page = await PageAsync(request, store, filter, stop);
        return Reply.Json(
            new JsonObject
            {
                ["items"] = new JsonArray([.. page.Items.Select(s => DefinitionView.Summary(s, withLinks: true))]),
                ["totalCount"] = page.TotalCount,
                ["links"] = Links.OfList(),
            }
        );
    }

    private static Task<Page<WorkflowDefinitionSummary>> PageAsync(
        HttpRequest request,
        IWorkflowDefinitionStore store,
        WorkflowDefinitionFilter filter,
        CancellationToken stop
    )
    {
        var direction = Query.Direction(request.Text("orderDirection"), OrderDirection.Ascending);
        var page = request.Page();
        return request.Text("orderBy")?.ToLowerInvariant() switch
        {
            "version" => store.FindSummariesAsync(
                filter,
                new WorkflowDefinitionOrder<int>(d => d.Version, direction),
                page,
                stop
            ),
            "created" or "createdat" => store.FindSummariesAsync(
                filter,
                new WorkflowDefinitionOrder<DateTimeOffset>(d => d.CreatedAt, direction),
                page,
                stop
            ),
            _ => store.FindSummariesAsync(
                filter,
                new WorkflowDefinitionOrder<string?>(d => d.Name, direction),
                page,
                stop
            ),
        };
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request,
        Importer importer,
        DefinitionMapping mapping,
        DefinitionView view,
        IApiSerializer json,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop, "model.root");
        if (body.Find("model") is not { ValueKind: JsonValueKind.Object } model)
            throw ElsaRefusedException.Bad("A model is expected.");
        var draft = await importer.DraftAsync(model.Text("definitionId"), stop);
        if (draft.IsReadonly)
            return Results.StatusCode(403);
        mapping.Apply(model, draft);
        var result = await importer.SaveAsync(
            draft,
            body.Flag("publish") ?? false,
            stop,
            DefinitionTag.Expected(request)
        );
        DefinitionTag.Mark(request.HttpContext.Response, json, draft);
        return result.Succeeded
            ? Reply.Json(view.Saved(result.WorkflowDefinition, false, result.ValidationErrors))
            : Reply.Problem(400, Errors(result.ValidationErrors));
    }

    public static Dictionary<string, string[]> Errors(IEnumerable<WorkflowValidationError> errors) =>
        new() { ["generalErrors"] = [.. errors.Select(e => e.Message)] };

    private static async Task<IResult> CountAsync(IWorkflowDefinitionStore store, CancellationToken stop) =>
        Reply.Json(new { count = await store.CountDistinctAsync(stop) });

    private static async Task<IResult> IsNameUniqueAsync(
        HttpRequest request,
        IWorkflowDefinitionStore store,
        CancellationToken stop
    )
    {
        // Studio asks with every letter, also while there is none yet, and does not survive a refusal.
        var name = request.Text("name")?.Trim() ?? "";
        return Reply.Json(new { isUnique = await store.GetIsNameUnique(name, request.Text("definitionId"), stop) });
    }

    private static async Task<IResult> ManyAsync(
        HttpRequest request,
        IWorkflowDefinitionStore store,
        DefinitionView view,
        CancellationToken stop
    )
    {
        var found = await store.FindManyAsync(new WorkflowDefinitionFilter { Ids = request.Texts("ids") ?? [] }, stop);
        var items = new JsonArray([.. found.Select(view.Model)]);
        return Reply.Json(new JsonObject { ["items"] = items, ["count"] = items.Count });
    }

    private static async Task<IResult> ByVersionIdAsync(
        string id,
        IWorkflowDefinitionStore store,
        DefinitionView view,
        CancellationToken stop
    ) => Found(await store.FindAsync(new WorkflowDefinitionFilter { Id = id }, stop), view);

    private static async Task<IResult> ByDefinitionIdAsync(
        string definitionId,
        HttpRequest request,
        IWorkflowDefinitionStore store,
        DefinitionView view,
        IApiSerializer json,
        CancellationToken stop
    )
    {
        var filter = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = request.Version() ?? VersionOptions.Latest,
        };
        var found = await store.FindAsync(filter, stop);
        if (found is { IsLatest: true })
            DefinitionTag.Mark(request.HttpContext.Response, json, found);
        return Found(found, view);
    }

    private static IResult Found(WorkflowDefinition? definition, DefinitionView view) =>
        definition is null ? Results.NotFound() : Reply.Json(view.Model(definition));

    private static async Task<IResult> VersionsAsync(
        string definitionId,
        IWorkflowDefinitionStore store,
        DefinitionView view,
        CancellationToken stop
    )
    {
        var versions = await store.FindManyAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId }, stop);
        return Reply.Json(new JsonArray([.. versions.OrderByDescending(d => d.Version).Select(view.Version)]));
    }

    private static async Task<IResult> DeleteAsync(
        string definitionId,
        IWorkflowDefinitionManager manager,
        CancellationToken stop
    ) => await manager.DeleteByDefinitionIdAsync(definitionId, stop) > 0 ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> DeleteVersionAsync(
        string definitionId,
        int version,
        IWorkflowDefinitionManager manager,
        CancellationToken stop
    ) => await manager.DeleteVersionAsync(definitionId, version, stop) ? Results.Ok() : Results.NotFound();

    private static async Task<IResult> DeleteByIdAsync(
        string id,
        IWorkflowDefinitionManager manager,
        CancellationToken stop
    ) => await manager.DeleteByIdAsync(id, stop) ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> BulkDeleteAsync(
        HttpRequest request,
        IWorkflowDefinitionManager manager,
        CancellationToken stop
    )
    {
        var ids = (await Body.ReadAsync(request, stop)).Texts("definitionIds");
        return Reply.Json(new { deleted = await manager.BulkDeleteByDefinitionIdsAsync(ids, stop) });
    }

    private static async Task<IResult> BulkDeleteVersionsAsync(
        HttpRequest request,
        IWorkflowDefinitionManager manager,
        CancellationToken stop
    )
    {
        var ids = (await Body.ReadAsync(request, stop)).Texts("ids");
        return Reply.Json(new { deleted = await manager.BulkDeleteByIdsAsync(ids, stop) });
    }
}
