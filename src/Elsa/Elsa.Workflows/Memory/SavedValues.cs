using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>
/// Reads a value that a driver saved. While a flow runs, a result stays in a variable as it came; here it becomes what
/// the variable is declared to be, as far as its JSON can be that, as in Elsa.
/// </summary>
internal static class SavedValues
{
    private static readonly JsonSerializerOptions Indented = new(ConversionJson.Options) { WriteIndented = true };

    public static object? Read(object? saved, Type type, JsonSerializerOptions json)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (saved is JsonElement element && Typed(element, type, json) is { } typed)
            return typed;
        return saved is null || plain.IsInstanceOfType(saved) ? saved : Fitted(ConversionJson.Plain(saved), plain);
    }

    private static object? Typed(JsonElement saved, Type type, JsonSerializerOptions json)
    {
        try
        {
            return saved.Deserialize(type, json);
        }
        catch (Exception e)
            when (e is JsonException or FormatException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A value whose JSON is of another kind than the type's stays as it is.</summary>
    private static object? Fitted(object? value, Type type) =>
        value switch
        {
            bool truth when type == typeof(string) => truth ? "true" : "false",
            bool when IsNumber(type) => value,
            string when IsNumber(type) || type == typeof(bool) || typeof(JsonNode).IsAssignableFrom(type) => value,
            long or double when type == typeof(bool) => false,
            // Not rounded: what is no whole number is none.
            double part when IsWhole(type) && part != Math.Truncate(part) => Activator.CreateInstance(type),
            IDictionary<string, object?> when type == typeof(string) => JsonSerializer.Serialize(value, Indented),
            IEnumerable and not string when IsNumber(type) || type == typeof(bool) => value,
            _ => Values.To(value, type),
        };

    private static bool IsNumber(Type type) => type == typeof(decimal) || type == typeof(double) || IsWhole(type);

    private static bool IsWhole(Type type) =>
        type.IsPrimitive
        && type != typeof(bool)
        && type != typeof(char)
        && type != typeof(double)
        && type != typeof(float);
}
