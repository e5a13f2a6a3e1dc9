using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;

namespace Workflows.Host.Studio.Audit;

/// <summary>A flow taken apart into named things with plain values, so that two versions can be laid side by side. Where an
/// activity stands on the drawing is no part of it.</summary>
internal sealed class FlowParts
{
    /// <summary>Members of an activity's JSON that say nothing about what it does.</summary>
    private static readonly HashSet<string> Unsaid = ["id", "nodeId", "name", "activities", "connections", "metadata"];

    private readonly Dictionary<FlowPart, Dictionary<string, string>> all = [];

    public IReadOnlyDictionary<FlowPart, Dictionary<string, string>> All => all;

    public static FlowParts Of(WorkflowDefinition flow)
    {
        var parts = new FlowParts();
        parts.all[new(FlowPartKind.Flow, "", "")] = new()
        {
            ["name"] = flow.Name ?? "",
            ["description"] = flow.Description ?? "",
            ["outcomes"] = string.Join(", ", flow.Outcomes),
        };
        foreach (var one in flow.Variables)
            parts.all[new(FlowPartKind.Variable, one.Name, one.Name)] = new()
            {
                ["type"] = one.GetType().GenericTypeArguments.FirstOrDefault()?.Name ?? "Object",
                ["value"] = one.Value?.ToString() ?? "",
            };
        foreach (var one in flow.Inputs)
            parts.all[new(FlowPartKind.Input, one.Name, one.Name)] = new() { ["type"] = one.Type.Name };
        foreach (var one in flow.Outputs)
            parts.all[new(FlowPartKind.Output, one.Name, one.Name)] = new() { ["type"] = one.Type.Name };
        parts.AddBelow(JsonNode.Parse(flow.StringData ?? "null"));
        return parts;
    }

    private void AddBelow(JsonNode? node)
    {
        if (node is JsonArray items)
            foreach (var item in items)
                AddBelow(item);
        if (node is not JsonObject members)
            return;
        if (IsActivity(members))
            AddActivity(members);
        foreach (var (_, value) in members)
            AddBelow(value);
    }

    private static bool IsActivity(JsonNode? node) =>
        node is JsonObject members && members["type"] is JsonValue && members["id"] is JsonValue;

    private void AddActivity(JsonObject activity)
    {
        var id = activity["id"]!.ToString();
        var values = all[new(FlowPartKind.Activity, id, NameOf(activity))] = [];
        foreach (var (name, value) in activity)
            if (!Unsaid.Contains(name) && !IsActivity(value) && Said(value) is { Length: > 0 } said)
                values[name] = said;
        foreach (var connection in (activity["connections"] as JsonArray ?? []).OfType<JsonObject>())
            AddConnection(connection, activity);
    }

    private static string NameOf(JsonObject activity) =>
        activity["metadata"]?["displayText"]?.ToString() is { Length: > 0 } shown ? shown
        : activity["name"]?.ToString() is { Length: > 0 } name ? name
        : activity["id"]!.ToString();

    // An input is said by its expression, with the language when it is one; anything else as it is.
    private static string Said(JsonNode? value)
    {
        if (value is not JsonObject { } input || input["expression"] is not JsonObject expression)
            return value switch
            {
                null => "",
                JsonValue plain => plain.ToString(),
                JsonObject { Count: 0 } or JsonArray { Count: 0 } => "",
                _ => value.ToJsonString(Readable),
            };
        var said = Said(expression["value"]);
        return expression["type"]?.ToString() is "Literal" or null || said.Length == 0
            ? said
            : $"{expression["type"]}: {said}";
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private void AddConnection(JsonObject connection, JsonObject chart)
    {
        var (from, port) = End("source");
        var (to, _) = End("target");
        var name = port is "" or "Done" ? $"{from} → {to}" : $"{from} ({port}) → {to}";
        all[
            new(
                FlowPartKind.Connection,
                connection["source"]?.ToJsonString() + connection["target"]?.ToJsonString(),
                name
            )
        ] = [];

        (string Name, string Port) End(string side)
        {
            var id = connection[side]?["activity"]?.ToString() ?? "";
            var activity = (chart["activities"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .FirstOrDefault(a => a["id"]?.ToString() == id);
            return (activity is null ? id : NameOf(activity), connection[side]?["port"]?.ToString() ?? "");
        }
    }
}

/// <summary>One thing in a flow. <paramref name="Key"/> tells it from others of its kind, whatever it is called.</summary>
internal sealed record FlowPart(FlowPartKind Kind, string Key, string Name)
{
    public bool Equals(FlowPart? other) => other is not null && Kind == other.Kind && Key == other.Key;

    public override int GetHashCode() => HashCode.Combine(Kind, Key);
}

/// <summary>Kinds of things in a flow, in the order in which a reader wants them.</summary>
public enum FlowPartKind
{
    Flow,
    Activity,
    Connection,
    Variable,
    Input,
    Output,
}
