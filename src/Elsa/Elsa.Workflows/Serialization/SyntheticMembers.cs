using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Serialization;

/// <summary>Inputs and outputs that only the descriptor knows, as those of a workflow used as an activity.</summary>
internal static class SyntheticMembers
{
    public static bool IsOne(ActivityDescriptor descriptor, string jsonName) =>
        Names(descriptor).Any(name => string.Equals(name, jsonName, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Names(ActivityDescriptor descriptor) =>
        descriptor
            .Inputs.Where(i => i.IsSynthetic)
            .Select(i => i.Name)
            .Concat(descriptor.Outputs.Where(o => o.IsSynthetic).Select(o => o.Name));

    public static List<Exception> Read(
        IActivity activity,
        ActivityDescriptor descriptor,
        JsonElement json,
        JsonSerializerOptions options
    )
    {
        var problems = new List<Exception>();
        foreach (var input in descriptor.Inputs.Where(i => i.IsSynthetic))
            Read(activity, input.Name, () => ReadInput(input, Find(json, input.Name), options), problems);
        foreach (var output in descriptor.Outputs.Where(o => o.IsSynthetic))
            Read(activity, output.Name, () => ReadOutput(output, Find(json, output.Name), options), problems);
        return problems;
    }

    public static void Write(
        Utf8JsonWriter writer,
        IActivity activity,
        ActivityDescriptor descriptor,
        JsonSerializerOptions options
    )
    {
        foreach (var name in Names(descriptor))
        {
            if (!activity.SyntheticProperties.TryGetValue(name, out var value))
                continue;
            writer.WritePropertyName(JsonName(name));
            JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object), options);
        }
    }

    private static void Read(IActivity activity, string name, Func<object?> read, List<Exception> problems)
    {
        try
        {
            if (read() is { } value)
                activity.SyntheticProperties[name] = value;
        }
        catch (Exception e) when (e is JsonException or Elsa.Expressions.Exceptions.TypeConversionException)
        {
            problems.Add(e);
        }
    }

    private static object? ReadInput(InputDescriptor input, JsonElement json, JsonSerializerOptions options) =>
        json.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.Object when json.TryGetProperty("typeName", out _) => json.Deserialize(
                typeof(Input<>).MakeGenericType(input.Type),
                options
            ),
            _ => json.ConvertTo(input.Type),
        };

    private static object? ReadOutput(OutputDescriptor output, JsonElement json, JsonSerializerOptions options) =>
        json.ValueKind == JsonValueKind.Object
            ? json.Deserialize(typeof(Output<>).MakeGenericType(output.Type), options)
            : null;

    private static JsonElement Find(JsonElement json, string name) => JsonValues.Find(json, JsonName(name));

    private static string JsonName(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
