using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Workflows.Engine.Serialization;

/// <summary>
/// The lines of a flowchart. Those from an activity whose type is missing are put aside under
/// <c>notFoundConnections</c> and drawn again when it is back.
/// </summary>
internal static class FlowchartConnections
{
    private const string PutAside = "notFoundConnections";

    /// <summary>The property that makes a container a flowchart, or null.</summary>
    public static ActivityMember? MemberOf(IActivity activity) =>
        activity is Container
            ? ActivityShape
                .Of(activity.GetType())
                .Properties.FirstOrDefault(m => m.Property.PropertyType == typeof(ICollection<Connection>))
            : null;

    /// <summary>Lines are read after the activities that they name; the start follows from both.</summary>
    public static bool IsDerived(IActivity activity, ActivityMember member) =>
        member.JsonName is "connections" or "start" && MemberOf(activity) is not null;

    public static void Read(IActivity activity, JsonElement json)
    {
        if (activity is not Container flowchart || MemberOf(flowchart) is not { } member)
            return;
        var activities = new Dictionary<string, IActivity>(StringComparer.Ordinal);
        foreach (var child in flowchart.Activities.Where(a => a.Id is not null))
        {
            if (!activities.TryAdd(child.Id, child))
                throw new JsonException($"Flowchart '{flowchart.Id}' has two activities with the id '{child.Id}'.");
        }
        var drawn = new List<Connection>();
        var aside = new List<JsonElement>();
        var all = Items(JsonValues.Find(json, "connections"))
            .Concat(Items(JsonValues.Find(JsonValues.Find(json, "customProperties"), PutAside)));
        foreach (var item in all)
        {
            if (Connect(item, activities) is { } connection)
                AddOnce(drawn, connection);
            else
                aside.Add(item.Clone());
        }
        member.Property.SetValue(flowchart, drawn);
        flowchart.CustomProperties[PutAside] = JsonSerializer.SerializeToElement(aside);
    }

    private static IEnumerable<JsonElement> Items(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];

    private static void AddOnce(List<Connection> drawn, Connection connection)
    {
        if (!drawn.Any(c => Same(c.Source, connection.Source) && Same(c.Target, connection.Target)))
            drawn.Add(connection);
    }

    private static bool Same(Endpoint one, Endpoint other) =>
        ReferenceEquals(one.Activity, other.Activity) && one.Port == other.Port;

    private static Connection? Connect(JsonElement json, Dictionary<string, IActivity> activities)
    {
        var source = End(json, "source", activities);
        var target = End(json, "target", activities);
        if (source is null || target is null || source.Activity is NotFoundActivity)
            return null;
        var connection = new Connection(source, target);
        if (JsonValues.Find(json, "vertices") is { ValueKind: JsonValueKind.Array } vertices)
            connection.Vertices = vertices.Deserialize<List<Position>>(JsonSerializerOptions.Web) ?? [];
        return connection;
    }

    /// <summary><c>{"activity","port"}</c>; before 3.2 the id alone, with the port beside it.</summary>
    private static Endpoint? End(JsonElement json, string side, Dictionary<string, IActivity> activities)
    {
        var end = JsonValues.Find(json, side);
        var isOld = end.ValueKind == JsonValueKind.String;
        var id = isOld ? end.GetString() : JsonValues.Text(end, "activity");
        var port = isOld ? JsonValues.Text(json, $"{side}Port") : JsonValues.Text(end, "port");
        return id is not null && activities.TryGetValue(id, out var activity) ? new Endpoint(activity, port) : null;
    }

    public static void Write(Utf8JsonWriter writer, ICollection<Connection> connections)
    {
        writer.WriteStartArray("connections");
        foreach (var connection in connections)
        {
            writer.WriteStartObject();
            WriteEnd(writer, "source", connection.Source);
            WriteEnd(writer, "target", connection.Target);
            writer.WriteStartArray("vertices");
            foreach (var position in connection.Vertices)
                JsonSerializer.Serialize(writer, position, JsonSerializerOptions.Web);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteEnd(Utf8JsonWriter writer, string side, Endpoint end)
    {
        writer.WriteStartObject(side);
        writer.WriteString("activity", end.Activity.Id);
        if (end.Port is not null)
            writer.WriteString("port", end.Port);
        writer.WriteEndObject();
    }
}
