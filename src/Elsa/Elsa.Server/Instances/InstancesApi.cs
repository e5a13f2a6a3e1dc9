using System.IO.Compression;
using System.Text.Json;
using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>Lists, shows, cancels, deletes and exports instances.</summary>
internal static class InstancesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var instances = api.MapGroup("/workflow-instances");
        instances.MapGet(
            "",
            (HttpRequest r, IWorkflowInstanceStore s, CancellationToken stop) =>
                ListAsync(InstanceSearch.Of(r), s, stop)
        );
        instances.MapPost("", SearchAsync);
        instances.MapGet("/{id}", GetAsync);
        instances.MapDelete("/{id}", DeleteAsync);
        instances.MapGet("/{id}/execution-state", ExecutionStateAsync);
        instances.MapGet("/{id}/export", ExportAsync);
        api.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
        api.MapPost("/bulk-actions/cancel/workflow-instances", BulkCancelAsync);
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", BulkDeleteAsync);
        api.MapPost("/bulk-actions/export/workflow-instances", BulkExportAsync);
    }

    private static async Task<IResult> SearchAsync(
        HttpRequest request,
        IWorkflowInstanceStore store,
        CancellationToken stop
    ) => await ListAsync(InstanceSearch.Of(await Body.ReadAsync(request, stop)), store, stop);

    private static async Task<IResult> ListAsync(
        InstanceSearch search,
        IWorkflowInstanceStore store,
        CancellationToken stop
    )
    {
        var (filter, page, direction) = (search.Filter, search.Page, search.Direction);
        var found = search.OrderBy?.ToLowerInvariant() switch
        {
            "updated" or "updatedat" or "lastexecuted" => await By(i => i.UpdatedAt),
            "finished" or "finishedat" => await By(i => i.FinishedAt),
            "name" => await By(i => i.Name),
            "status" => await By(i => i.Status),
            "substatus" => await By(i => i.SubStatus),
            "definition" => await By(i => i.DefinitionId),
            _ => await By(i => i.CreatedAt),
        };
        return Reply.Json(new { items = found.Items, totalCount = found.TotalCount });

        async Task<Page<WorkflowInstanceSummary>> By<T>(
            System.Linq.Expressions.Expression<Func<WorkflowInstance, T>> key
        ) => await store.SummarizeManyAsync(filter, page, new WorkflowInstanceOrder<T>(key, direction), stop);
    }

    private static async Task<IResult> GetAsync(
        string id,
        IWorkflowInstanceStore store,
        IServiceProvider services,
        CancellationToken stop
    )
    {
        if (await store.FindAsync(new WorkflowInstanceFilter { Id = id }, stop) is not { } instance)
            return Results.NotFound();
        return Reply.Engine(
            services,
            new
            {
                instance.Id,
                instance.DefinitionId,
                instance.DefinitionVersionId,
                instance.Version,
                instance.WorkflowState,
                instance.Status,
                instance.SubStatus,
                instance.IsExecuting,
                instance.CorrelationId,
                instance.Name,
                instance.IncidentCount,
                instance.IsSystem,
                instance.CreatedAt,
                instance.UpdatedAt,
                instance.FinishedAt,
                ParentWorkflowInstanceId = instance.ParentWorkflowInstanceId,
            }
        );
    }

    private static async Task<IResult> ExecutionStateAsync(string id, IElsaSession session, CancellationToken stop)
    {
        var row = await session
            .Db.Instances.AsNoTracking()
            .Where(i => i.Id == id)
            .Select(i => new
            {
                i.Status,
                i.SubStatus,
                i.UpdatedAt,
            })
            .FirstOrDefaultAsync(stop);
        return row is null
            ? Results.NotFound()
            : Reply.Json(
                new
                {
                    status = (WorkflowStatus)row.Status,
                    subStatus = (WorkflowSubStatus)row.SubStatus,
                    updatedAt = row.UpdatedAt,
                }
            );
    }

    private static async Task<IResult> CancelAsync(string id, InstanceCanceller canceller, CancellationToken stop)
    {
        await canceller.CancelAsync(id, stop);
        return Results.Ok();
    }

    private static async Task<IResult> DeleteAsync(string id, InstanceRunner runner, CancellationToken stop) =>
        await runner.DeleteAsync(id, stop) ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> BulkCancelAsync(
        HttpRequest request,
        IWorkflowInstanceStore store,
        InstanceCanceller canceller,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var filter = new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running };
        if (body.Texts("ids") is { Count: > 0 } ids)
            filter.Ids = ids;
        filter.DefinitionVersionId = body.Text("definitionVersionId");
        filter.DefinitionId = body.Text("definitionId");
        if (filter is { Ids: null, DefinitionId: null, DefinitionVersionId: null })
            throw ElsaRefusedException.Bad("Say which instances to cancel: by ids or by definition.");
        var cancelled = 0;
        foreach (var id in await store.FindManyIdsAsync(filter, stop))
            cancelled += await canceller.CancelAsync(id, stop) ? 1 : 0;
        return Reply.Json(new { cancelled });
    }

    private static async Task<IResult> BulkDeleteAsync(
        HttpRequest request,
        IWorkflowInstanceStore store,
        InstanceRunner runner,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var filter = new WorkflowInstanceFilter { DefinitionId = body.Text("workflowDefinitionId") };
        if (body.Texts("ids") is { Count: > 0 } ids)
            filter.Ids = ids;
        if (body.Texts("workflowDefinitionIds") is { Count: > 0 } definitions)
            filter.DefinitionIds = definitions;
        if (filter is { Ids: null, DefinitionId: null, DefinitionIds: null })
            throw ElsaRefusedException.Bad("Say which instances to delete: by ids or by definition.");
        var deleted = 0;
        foreach (var id in await store.FindManyIdsAsync(filter, stop))
            deleted += await runner.DeleteAsync(id, stop) ? 1 : 0;
        return Reply.Json(new { deleted });
    }

    private static async Task<IResult> ExportAsync(
        string id,
        IWorkflowInstanceStore store,
        IWorkflowStateSerializer states,
        CancellationToken stop
    ) =>
        await store.FindAsync(new WorkflowInstanceFilter { Id = id }, stop) is { } instance
            ? Results.File(Exported(instance, states), "application/octet-stream", FileName(id))
            : Results.NotFound();

    private static async Task<IResult> BulkExportAsync(
        HttpRequest request,
        IWorkflowInstanceStore store,
        IWorkflowStateSerializer states,
        CancellationToken stop
    )
    {
        var ids = (await Body.ReadAsync(request, stop)).Texts("ids");
        var found = (await store.FindManyAsync(new WorkflowInstanceFilter { Ids = ids }, stop)).ToList();
        if (found.Count == 0)
            return Results.NoContent();
        using var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var instance in found)
            {
                await using var entry = await archive.CreateEntry(FileName(instance.Id)).OpenAsync(stop);
                await entry.WriteAsync(Exported(instance, states), stop);
            }
        }
        return Results.File(zip.ToArray(), "application/octet-stream", "workflow-instances.zip");
    }

    private static byte[] Exported(WorkflowInstance instance, IWorkflowStateSerializer states) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                WorkflowState = states.SerializeToElement(instance.WorkflowState),
                Bookmarks = (object?)null,
                ActivityExecutionRecords = (object?)null,
                WorkflowExecutionLogRecords = (object?)null,
            }
        );

    private static string FileName(string id) => $"workflow-instance-{id}.json";
}
