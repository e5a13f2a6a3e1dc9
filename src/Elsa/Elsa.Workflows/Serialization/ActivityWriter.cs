using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Workflows.Engine.Serialization;

/// <summary>Writes an activity as Studio and exported definitions have it.</summary>
internal sealed class ActivityWriter(IActivityRegistry registry)
{
    public void Write(Utf8JsonWriter writer, IActivity activity, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (FlowchartConnections.MemberOf(activity) is { } lines)
            WriteFlowchart(writer, (Container)activity, lines, options);
        else
            WriteMembers(writer, activity, options);
        if (registry.Find(activity.Type, activity.Version) is { } descriptor)
            SyntheticMembers.Write(writer, activity, descriptor, options);
        Leftovers.Write(writer, activity);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, IActivity activity, JsonSerializerOptions options)
    {
        foreach (var member in ActivityShape.Of(activity.GetType()).Properties)
        {
            if (!member.IsSettable)
                continue;
            writer.WritePropertyName(member.JsonName);
            var value = member.Property.GetValue(activity);
            if (member.Property.Name == nameof(IActivity.CustomProperties))
                WriteBag(writer, activity.CustomProperties, options);
            else if (value is null)
                writer.WriteNullValue();
            else
                JsonSerializer.Serialize(writer, value, member.Property.PropertyType, options);
        }
    }

    /// <summary>A flowchart's lines stand last, after the activities that they name.</summary>
    private static void WriteFlowchart(
        Utf8JsonWriter writer,
        Container flowchart,
        ActivityMember lines,
        JsonSerializerOptions options
    )
    {
        writer.WriteString("id", flowchart.Id);
        writer.WriteString("nodeId", flowchart.NodeId);
        if (flowchart.Name is not null)
            writer.WriteString("name", flowchart.Name);
        writer.WriteString("type", flowchart.Type);
        writer.WriteNumber("version", flowchart.Version);
        writer.WritePropertyName("customProperties");
        WriteBag(writer, flowchart.CustomProperties, options);
        writer.WritePropertyName("metadata");
        JsonSerializer.Serialize(writer, flowchart.Metadata, options);
        writer.WriteStartArray("activities");
        foreach (var activity in flowchart.Activities)
            JsonSerializer.Serialize(writer, activity, options);
        writer.WriteEndArray();
        writer.WritePropertyName("variables");
        JsonSerializer.Serialize(writer, flowchart.Variables, options);
        FlowchartConnections.Write(writer, (ICollection<Connection>)lines.Property.GetValue(flowchart)!);
    }

    private static void WriteBag(Utf8JsonWriter writer, IDictionary<string, object> bag, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in bag)
        {
            if (value is IActivity or IEnumerable<IActivity>)
                continue;
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object), options);
        }
        writer.WriteEndObject();
    }
}
