using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management;

namespace Workflows.Host.Engine;

/// <summary>A flow as its author laid it out, for pages that show where a case stands. A version never changes once it is
/// published, so its picture is kept.</summary>
public sealed class FlowDrawing(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<string, FlowPicture> pictures = new();

    /// <summary>The picture of a definition's version; null when the version is gone or its root is no flowchart.</summary>
    public async Task<FlowPicture?> FindAsync(string definitionId, int version, CancellationToken stop)
    {
        var key = $"{definitionId}:{version}";
        if (pictures.TryGetValue(key, out var known))
            return known;
        await using var scope = scopes.CreateAsyncScope();
        var definition = await scope
            .ServiceProvider.GetRequiredService<IWorkflowDefinitionService>()
            .FindWorkflowDefinitionAsync(definitionId, VersionOptions.SpecificVersion(version), stop);
        if (definition?.StringData is not { } json || FlowPicture.Read(json) is not { } picture)
            return null;
        return definition.IsPublished ? pictures[key] = picture : picture;
    }
}

/// <summary>Boxes and lines of a flowchart, in the coordinates of its author.</summary>
public sealed record FlowPicture(IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowEdge> Edges)
{
    internal static FlowPicture? Read(string json)
    {
        if (JsonNode.Parse(json) is not JsonObject root || root["activities"] is not JsonArray activities)
            return null;
        var nodes = activities.OfType<JsonObject>().Select(FlowNode.Read).ToList();
        var ids = nodes.Select(n => n.Id).ToHashSet();
        var edges = (root["connections"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(FlowEdge.Read)
            .Where(e => ids.Contains(e.Source) && ids.Contains(e.Target));
        return new FlowPicture(nodes, [.. edges]);
    }
}

/// <summary>One activity of the flow.</summary>
/// <param name="Text">What its author wrote on it, else its name.</param>
public sealed record FlowNode(string Id, string Text, string Type, double X, double Y, double Width, double Height)
{
    private const double UsualWidth = 200;
    private const double UsualHeight = 50;

    internal static FlowNode Read(JsonObject activity)
    {
        var id = activity["id"]?.ToString() ?? "";
        var metadata = activity["metadata"] as JsonObject;
        var position = metadata?["designer"]?["position"] as JsonObject;
        var size = metadata?["designer"]?["size"] as JsonObject;
        var text = metadata?["displayText"]?.ToString() is { Length: > 0 } typed ? typed : activity["name"]?.ToString();
        return new FlowNode(
            id,
            text is { Length: > 0 } ? text : id,
            activity["type"]?.ToString() ?? "",
            Number(position, "x", 0),
            Number(position, "y", 0),
            Number(size, "width", UsualWidth),
            Number(size, "height", UsualHeight)
        );
    }

    internal static double Number(JsonObject? from, string name, double otherwise) =>
        from?[name] is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number)
            ? number
            : otherwise;
}

/// <summary>One line of the flow, from an outcome of an activity to the next, over the author's corners.</summary>
public sealed record FlowEdge(string Source, string Port, string Target, IReadOnlyList<FlowPoint> Vertices)
{
    internal static FlowEdge Read(JsonObject connection)
    {
        var source = connection["source"] as JsonObject;
        var target = connection["target"] as JsonObject;
        var vertices = (connection["vertices"] as JsonArray ?? []).OfType<JsonObject>();
        return new FlowEdge(
            source?["activity"]?.ToString() ?? "",
            source?["port"]?.ToString() ?? "Done",
            target?["activity"]?.ToString() ?? "",
            [.. vertices.Select(v => new FlowPoint(FlowNode.Number(v, "x", 0), FlowNode.Number(v, "y", 0)))]
        );
    }
}

/// <summary>A corner of a line.</summary>
public sealed record FlowPoint(double X, double Y);
