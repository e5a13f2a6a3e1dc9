using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>What happened in an instance, entry by entry.</summary>
internal static class JournalApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var journal = api.MapGroup("/workflow-instances/{id}/journal");
        journal.MapGet("", ListAsync);
        journal.MapPost("", FilterAsync);
        journal.MapGet("/{activityId}", LastOfActivityAsync);
    }

    private static async Task<IResult> ListAsync(
        string id,
        HttpRequest request,
        JournalReader journal,
        CancellationToken stop
    ) => Page(id, await journal.OfAsync(id, stop), request, default);

    private static async Task<IResult> FilterAsync(
        string id,
        HttpRequest request,
        JournalReader journal,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        IEnumerable<JournalEntry> entries = await journal.OfAsync(id, stop);
        if (body.Find("filter") is { ValueKind: JsonValueKind.Object } filter)
            entries = Filter(entries, filter);
        return Page(id, [.. entries], request, body);
    }

    private static IEnumerable<JournalEntry> Filter(IEnumerable<JournalEntry> entries, JsonElement filter)
    {
        if (filter.Texts("activityIds") is { Count: > 0 } activities)
            entries = entries.Where(e => activities.Contains(e.ActivityId));
        if (filter.Texts("activityNodeIds") is { Count: > 0 } nodes)
            entries = entries.Where(e => nodes.Contains(e.NodeId));
        if (filter.Texts("excludedActivityTypes") is { Count: > 0 } excluded)
            entries = entries.Where(e => !excluded.Contains(e.ActivityType));
        if (filter.Texts("eventNames") is { Count: > 0 } events)
            entries = entries.Where(e => e.EventName is { } name && events.Contains(name));
        return entries;
    }

    private static IResult Page(string id, List<JournalEntry> entries, HttpRequest request, JsonElement body)
    {
        var page =
            body.ValueKind == JsonValueKind.Object && HasPage(body)
                ? Query.Page(body.Number("page"), body.Number("pageSize"), body.Number("skip"), body.Number("take"))
                : request.Page();
        var items = entries.Skip(page.Offset ?? 0).Take(page.Limit ?? entries.Count).Select(e => Item(id, e));
        return Reply.Json(new { items, totalCount = entries.Count });
    }

    private static bool HasPage(JsonElement body) =>
        body.Number("pageSize") is not null || body.Number("take") is not null;

    private static object Item(string instanceId, JournalEntry entry) =>
        new
        {
            id = $"{instanceId}-{entry.Sequence}",
            activityInstanceId = entry.ActivityInstanceId,
            parentActivityInstanceId = entry.ParentActivityInstanceId,
            activityId = entry.ActivityId,
            activityType = entry.ActivityType,
            activityTypeVersion = entry.ActivityTypeVersion,
            activityName = entry.ActivityName,
            nodeId = entry.NodeId,
            timestamp = entry.Timestamp,
            sequence = entry.Sequence,
            eventName = entry.EventName,
            message = entry.Message,
            source = entry.Source,
            payload = entry.Payload,
        };

    private static async Task<IResult> LastOfActivityAsync(
        string id,
        string activityId,
        JournalReader journal,
        IElsaSession session,
        CancellationToken stop
    )
    {
        var last = (await journal.OfAsync(id, stop)).LastOrDefault(e => e.ActivityId == activityId);
        var instance = await session.Db.Instances.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, stop);
        if (last is null || instance is null)
            return Results.NotFound();
        return Reply.Json(
            new
            {
                workflowDefinitionId = instance.DefinitionId,
                workflowDefinitionVersionId = instance.DefinitionVersionId,
                workflowInstanceId = id,
                workflowVersion = instance.Version,
                activityInstanceId = last.ActivityInstanceId,
                parentActivityInstanceId = last.ParentActivityInstanceId,
                activityId = last.ActivityId,
                activityType = last.ActivityType,
                activityTypeVersion = last.ActivityTypeVersion,
                activityName = last.ActivityName,
                activityNodeId = last.NodeId,
                timestamp = last.Timestamp,
                sequence = last.Sequence,
                eventName = last.EventName,
                message = last.Message,
                source = last.Source,
                payload = last.Payload,
                id = $"{id}-{last.Sequence}",
            }
        );
    }
}
