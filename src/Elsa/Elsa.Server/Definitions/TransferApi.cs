using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Takes definitions out as files and in again, singly or as a zip.</summary>
internal static class TransferApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions");
        definitions.MapGet("/{definitionId}/export", ExportAsync);
        definitions.MapPost("/{definitionId}/export", ExportAsync);
        definitions.MapPost("/import", ImportAsync);
        definitions.MapPut("/{definitionId}/import", ImportOverAsync);
        definitions.MapPost("/import-files", ImportFilesAsync);
        api.MapPost("/bulk-actions/export/workflow-definitions", BulkExportAsync);
        api.MapPost("/bulk-actions/import/workflow-definitions", ImportFilesAsync);
    }

    private static async Task<IResult> ExportAsync(
        string definitionId,
        HttpRequest request,
        IWorkflowDefinitionStore store,
        DefinitionView view,
        CancellationToken stop
    )
    {
        var filter = new WorkflowDefinitionFilter
        {
            DefinitionId = definitionId,
            VersionOptions = request.Version() ?? VersionOptions.Latest,
        };
        return await store.FindAsync(filter, stop) is { } definition
            ? Results.File(Bytes(definition, view), "application/octet-stream", FileName(definition))
            : Results.NotFound();
    }

    private static async Task<IResult> BulkExportAsync(
        HttpRequest request,
        IWorkflowDefinitionStore store,
        DefinitionView view,
        CancellationToken stop
    )
    {
        var ids = (await Body.ReadAsync(request, stop)).Texts("ids");
        var found = (await store.FindManyAsync(new WorkflowDefinitionFilter { Ids = ids }, stop)).ToList();
        if (found.Count == 0)
            return Results.NoContent();
        using var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var definition in found)
            {
                await using var entry = await archive.CreateEntry(FileName(definition)).OpenAsync(stop);
                await entry.WriteAsync(Bytes(definition, view), stop);
            }
        }
        return Results.File(zip.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    private static Task<IResult> ImportAsync(
        HttpRequest request,
        Importer importer,
        DefinitionMapping mapping,
        DefinitionView view,
        CancellationToken stop
    ) => ImportBodyAsync(null, request, importer, mapping, view, stop);

    private static Task<IResult> ImportOverAsync(
        string definitionId,
        HttpRequest request,
        Importer importer,
        DefinitionMapping mapping,
        DefinitionView view,
        CancellationToken stop
    ) => ImportBodyAsync(definitionId, request, importer, mapping, view, stop);

    private static async Task<IResult> ImportBodyAsync(
        string? definitionId,
        HttpRequest request,
        Importer importer,
        DefinitionMapping mapping,
        DefinitionView view,
        CancellationToken stop
    )
    {
        var model = await Body.ReadAsync(request, stop, "root");
        var result = await ImportOneAsync(model, definitionId, importer, mapping, stop);
        return result.Succeeded
            ? Reply.Json(view.Model(result.WorkflowDefinition))
            : throw Unpublished(
                result.ValidationErrors.Prepend(new WorkflowValidationError(EngineTexts.Say("onlyDraft")))
            );
    }

    private static async Task<IResult> ImportFilesAsync(
        HttpRequest request,
        Importer importer,
        DefinitionMapping mapping,
        IElsaSession session,
        CancellationToken stop
    )
    {
        if (!request.HasFormContentType)
            throw ElsaRefusedException.Bad("Files are expected, as multipart/form-data.");
        var form = await request.ReadFormAsync(stop);
        var models = new List<JsonElement>();
        foreach (var file in form.Files)
            models.AddRange((await Archive.ReadAsync(file, stop)).Select(read => Body.Parse(read.Bytes, read.Name)));
        // All or none: a half imported set of processes that refer to each other helps nobody.
        await session.WriteAsync<object?>(
            async token =>
            {
                foreach (var model in models)
                {
                    var result = await ImportOneAsync(model, null, importer, mapping, token);
                    if (!result.Succeeded)
                        throw Unpublished(result.ValidationErrors);
                }
                return null;
            },
            stop
        );
        return Reply.Json(new { count = models.Count });
    }

    private static async Task<ImportWorkflowResult> ImportOneAsync(
        JsonElement model,
        string? definitionId,
        Importer importer,
        DefinitionMapping mapping,
        CancellationToken stop
    )
    {
        if (model.Find("root") is not { ValueKind: JsonValueKind.Object })
            throw ElsaRefusedException.Bad(EngineTexts.Say("notADefinition"));
        var draft = await importer.DraftAsync(definitionId ?? model.Text("definitionId"), stop);
        mapping.Apply(model, draft);
        return await importer.SaveAsync(draft, model.Flag("isPublished") ?? false, stop);
    }

    private static ElsaRefusedException Unpublished(IEnumerable<WorkflowValidationError> errors)
    {
        var messages = DefinitionsApi.Errors(errors);
        return new ElsaRefusedException(System.Net.HttpStatusCode.BadRequest, messages.Values.First()[0], messages);
    }

    private static byte[] Bytes(WorkflowDefinition definition, DefinitionView view) =>
        Encoding.UTF8.GetBytes(view.File(definition).ToJsonString(Indented));

    private static readonly JsonSerializerOptions Indented = new(ElsaJson.Plain) { WriteIndented = true };

    private static string FileName(WorkflowDefinition definition)
    {
        var name = new string([
            .. (definition.Name ?? "")
                .Trim()
                .ToLower(CultureInfo.InvariantCulture)
                .Select(c => char.IsLetterOrDigit(c) ? c : '-'),
        ]).Trim('-');
        var middle = name.Length == 0 ? "" : name + "-";
        return $"workflow-definition-{middle}{definition.DefinitionId}-{definition.Id}.json";
    }
}
