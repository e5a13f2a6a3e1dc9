using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>The executions of an instance's activities, for the viewer.</summary>
internal static class ExecutionsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/activity-executions/list", ListAsync);
        api.MapGet("/activity-execution-summaries/list", SummariesAsync);
        api.MapGet("/activity-executions/count", CountAsync);
        api.MapGet(
            "/activity-executions/by-id",
            (HttpRequest r, Executions e, CancellationToken stop) => OneAsync(r.Text("id") ?? "", e, stop)
        );
        api.MapGet("/activity-executions/{id}", OneAsync);
        api.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
        api.MapPost("/activity-executions/report", ReportAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Executions executions, CancellationToken stop)
    {
        var (instance, found) = await FindAsync(request, executions, stop);
        var items = new JsonArray([.. found.Select(e => Full(instance, e))]);
        return Reply.Json(new JsonObject { ["items"] = items, ["count"] = items.Count });
    }

    private static async Task<IResult> SummariesAsync(
        HttpRequest request,
        Executions executions,
        CancellationToken stop
    )
    {
        var (instance, found) = await FindAsync(request, executions, stop);
        var items = new JsonArray([.. found.Select(e => Summary(instance, e))]);
        return Reply.Json(new JsonObject { ["items"] = items, ["count"] = items.Count });
    }

    private static async Task<IResult> CountAsync(HttpRequest request, Executions executions, CancellationToken stop)
    {
        var (_, found) = await FindAsync(request, executions, stop);
        return Reply.Json(new { count = found.Count });
    }

    private static async Task<(string Instance, List<ExecutionEntry> Found)> FindAsync(
        HttpRequest request,
        Executions executions,
        CancellationToken stop
    )
    {
        var instance =
            request.Text("workflowInstanceId") ?? throw ElsaRefusedException.Bad("A workflowInstanceId is expected.");
        var found = await executions.OfAsync(instance, stop);
        if (request.Text("activityNodeId") is { } node)
            found = found.FindAll(e => e.NodeId == node);
        if (request.Flag("completed") is { } completed)
            found = found.FindAll(e => e.CompletedAt is not null == completed);
        return (instance, found);
    }

    private static async Task<IResult> OneAsync(string id, Executions executions, CancellationToken stop) =>
        await executions.WithAsync(id, stop) is { } found && found.All.Find(e => e.Id == id) is { } one
            ? Reply.Json(Full(found.InstanceId, one))
            : Results.NotFound();

    private static async Task<IResult> CallStackAsync(string id, Executions executions, CancellationToken stop)
    {
        if (await executions.WithAsync(id, stop) is not { } found)
            return Results.NotFound();
        var byId = found.All.ToDictionary(e => e.Id);
        var chain = new List<ExecutionEntry>();
        for (
            var at = byId.GetValueOrDefault(id);
            at is not null && chain.Count <= byId.Count;
            at = byId.GetValueOrDefault(at.SchedulingActivityExecutionId ?? "")
        )
            chain.Insert(0, at);
        return Reply.Json(
            new JsonObject
            {
                ["activityExecutionId"] = id,
                ["items"] = new JsonArray([.. chain.Select(e => Full(found.InstanceId, e))]),
                ["totalCount"] = chain.Count,
            }
        );
    }

    private static async Task<IResult> ReportAsync(HttpRequest request, Executions executions, CancellationToken stop)
    {
        var body = await Body.ReadAsync(request, stop);
        var instance =
            body.Text("workflowInstanceId") ?? throw ElsaRefusedException.Bad("A workflowInstanceId is expected.");
        return Reply.Json(new { stats = await executions.StatsAsync(instance, body.Texts("activityNodeIds"), stop) });
    }

    private static JsonObject Full(string instance, ExecutionEntry entry)
    {
        var json = Head(instance, entry);
        Add(json, "activityState", entry.ActivityState);
        Add(json, "payload", entry.Payload, isMap: true);
        Add(json, "outputs", entry.Outputs);
        Add(json, "properties", entry.Properties, isMap: true);
        Add(json, "metadata", entry.Metadata, isMap: true);
        Add(json, "exception", entry.Exception);
        Tail(json, entry);
        Add(json, "schedulingActivityExecutionId", entry.SchedulingActivityExecutionId);
        Add(json, "schedulingActivityId", entry.SchedulingActivityId);
        Add(json, "schedulingWorkflowInstanceId", entry.SchedulingWorkflowInstanceId);
        if (entry.CallStackDepth is { } depth)
            json["callStackDepth"] = depth;
        json["id"] = entry.Id;
        json["tenantId"] = "";
        return json;
    }

    private static JsonObject Summary(string instance, ExecutionEntry entry)
    {
        var json = Head(instance, entry);
        Add(json, "metadata", entry.Metadata, isMap: true);
        Tail(json, entry);
        json["id"] = entry.Id;
        return json;
    }

    private static JsonObject Head(string instance, ExecutionEntry entry)
    {
        var json = new JsonObject
        {
            ["workflowInstanceId"] = instance,
            ["activityId"] = entry.ActivityId,
            ["activityNodeId"] = entry.NodeId,
            ["activityType"] = entry.ActivityType,
            ["activityTypeVersion"] = entry.ActivityTypeVersion,
        };
        Add(json, "activityName", entry.ActivityName);
        return json;
    }

    private static void Tail(JsonObject json, ExecutionEntry entry)
    {
        json["startedAt"] = JsonSerializer.SerializeToNode(entry.StartedAt);
        json["hasBookmarks"] = entry.HasBookmarks;
        json["status"] = entry.Status.ToString();
        json["aggregateFaultCount"] = entry.AggregateFaultCount;
        if (entry.CompletedAt is { } completed)
            json["completedAt"] = JsonSerializer.SerializeToNode(completed);
    }

    // Elsa marks its open maps with a type; Studio reads them with or without.
    private static void Add(JsonObject json, string name, JsonElement? value, bool isMap = false)
    {
        if (value is not { } element)
            return;
        var node = JsonSerializer.SerializeToNode(element);
        if (isMap && node is JsonObject map)
            map["_type"] = "ObjectMap";
        json[name] = node;
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
