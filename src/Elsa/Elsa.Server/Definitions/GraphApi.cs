using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Shows parts of a definition, workflows inside it unfolded, and tries single activities.</summary>
internal static class GraphApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var graphs = api.MapGroup("/workflow-definitions/subgraph");
        graphs.MapMethods("/{id}", ["GET", "POST"], PartAsync);
        graphs.MapMethods("/segments/{id}", ["GET", "POST"], SegmentsAsync);
        api.MapPost("/tests/activities", TryAsync);
    }

    private static async Task<IResult> PartAsync(
        string id,
        HttpRequest request,
        IWorkflowDefinitionService definitions,
        IActivitySerializer json,
        CancellationToken stop
    )
    {
        if (await definitions.FindWorkflowGraphAsync(id, stop) is not { } graph)
            return Results.NotFound();
        var parent = await AskedAsync(request, "parentNodeId", stop);
        return Reply.Json(Node((parent is null ? null : graph.FindNodeById(parent)) ?? graph.Root, json));
    }

    private static async Task<IResult> SegmentsAsync(
        string id,
        HttpRequest request,
        IWorkflowDefinitionService definitions,
        IActivitySerializer json,
        CancellationToken stop
    )
    {
        if (await definitions.FindWorkflowGraphAsync(id, stop) is not { } graph)
            return Results.NotFound();
        if (await AskedAsync(request, "childNodeId", stop) is not { } name || graph.FindNodeById(name) is not { } child)
            return Reply.Problem(400, "Unknown node ID");
        var way = Way(child).ToList();
        // What the author has open is the chart around the innermost part of the way, else the whole.
        var container = way.Count > 0 ? way[^1].Node : child.Ancestors().LastOrDefault() ?? child;
        return Reply.Json(
            new JsonObject
            {
                ["childNode"] = Node(child, json),
                ["container"] = Node(container, json),
                ["pathSegments"] = new JsonArray([.. way.Select(Segment)]),
            }
        );
    }

    /// <summary>From the outside in: what must be opened, and by which port, to come to the activity.</summary>
    private static IEnumerable<(ActivityNode Node, string Port)> Way(ActivityNode child)
    {
        var inner = child.Ancestors().Prepend(child);
        return child
            .Ancestors()
            .Zip(inner, (node, below) => (Node: node, below.Port))
            .Where(step => step.Node.Activity is not (Workflow or Flowchart))
            .Reverse();
    }

    private static JsonNode Segment((ActivityNode Node, string Port) step) =>
        new JsonObject
        {
            ["activityNodeId"] = step.Node.NodeId,
            ["activityId"] = step.Node.Activity.Id,
            ["activityType"] = step.Node.Activity.Type,
            ["portName"] = step.Port,
            ["activityName"] = step.Node.Activity.Name ?? step.Node.Activity.Type,
        };

    private static JsonObject Node(ActivityNode node, IActivitySerializer json) =>
        new()
        {
            ["nodeId"] = node.NodeId,
            ["port"] = node.Port,
            ["activity"] = JsonNode.Parse(json.Serialize(node.Activity), ElsaJson.Node, ElsaJson.Document),
        };

    private static async Task<string?> AskedAsync(HttpRequest request, string name, CancellationToken stop) =>
        request.Text(name) ?? (await Body.ReadAsync(request, stop)).Text(name);

    private static async Task<IResult> TryAsync(
        HttpRequest request,
        IWorkflowDefinitionService definitions,
        ActivityTrial trial,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        if (body.Find("workflowDefinitionHandle") is not { ValueKind: JsonValueKind.Object } which)
            throw ElsaRefusedException.Bad("A workflowDefinitionHandle is expected.");
        if (body.Find("activityHandle") is not { ValueKind: JsonValueKind.Object } what)
            throw ElsaRefusedException.Bad("An activityHandle is expected.");
        var graph =
            await definitions.FindWorkflowGraphAsync(Definition(which), stop)
            ?? throw ElsaRefusedException.Bad("Workflow definition not found.");
        var handle = new ActivityHandle
        {
            ActivityId = what.Text("activityId"),
            ActivityNodeId = what.Text("activityNodeId"),
            ActivityHash = what.Text("activityHash"),
        };
        var activity = graph.FindActivity(handle) ?? throw ElsaRefusedException.Bad("Activity not found.");
        var seen = await trial.RunAsync(graph, activity, stop);
        return Reply.Json(
            new
            {
                activityState = seen.ActivityState ?? Empty,
                outputs = seen.Outputs ?? Empty,
                payload = seen.Payload ?? Empty,
                exception = seen.Exception,
                status = seen.Status.ToString(),
            }
        );
    }

    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    private static WorkflowDefinitionHandle Definition(JsonElement handle) =>
        handle.Text("definitionVersionId") is { } version ? WorkflowDefinitionHandle.ByDefinitionVersionId(version)
        : handle.Text("definitionId") is { } id
            ? WorkflowDefinitionHandle.ByDefinitionId(
                id,
                Query.Version(handle.Text("versionOptions")) ?? VersionOptions.Latest
            )
        : throw ElsaRefusedException.Bad("A definitionId or definitionVersionId is expected.");
}
