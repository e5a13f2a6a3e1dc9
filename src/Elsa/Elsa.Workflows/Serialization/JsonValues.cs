using System.Text.Json;

namespace Workflows.Engine.Serialization;

/// <summary>Plain .NET values for plain JSON, exact enough to be written again as they were.</summary>
internal static class JsonValues
{
    /// <summary>Texts, numbers and truths become themselves; objects and arrays stay JSON.</summary>
    public static object? Of(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => Number(element),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => element.Clone(),
        };

    private static object Number(JsonElement element)
    {
        if (element.TryGetInt32(out var small))
            return small;
        if (element.TryGetInt64(out var whole))
            return whole;
        // A decimal keeps 1.50 as it was typed; a double would make 1.5 of it.
        return element.TryGetDecimal(out var exact) ? exact : element.GetDouble();
    }

    public static Dictionary<string, object> Bag(JsonElement element)
    {
        var bag = new Dictionary<string, object>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
            return bag;
        foreach (var property in element.EnumerateObject())
        {
            if (Of(property.Value) is { } value)
                bag[property.Name] = value;
        }
        return bag;
    }

    public static string? Text(JsonElement element, string property) =>
        Find(element, property) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The property, or undefined; also where the element is not an object.</summary>
    public static JsonElement Find(JsonElement element, string property)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return default;
        if (element.TryGetProperty(property, out var value))
            return value;
        // Elsa once wrote these names with a capital.
        var capital = char.ToUpperInvariant(property[0]) + property[1..];
        return element.TryGetProperty(capital, out value) ? value : default;
    }
}
