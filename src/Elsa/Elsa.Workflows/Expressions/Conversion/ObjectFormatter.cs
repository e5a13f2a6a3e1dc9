using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Expressions;

namespace Elsa.Expressions.Helpers;

/// <summary>The text form of a value as it stands in a definition or a log.</summary>
public static class ObjectFormatter
{
    public static string? Format(this object? value) =>
        value switch
        {
            null => null,
            string text => text,
            byte[] bytes => Convert.ToBase64String(bytes),
            JsonElement or System.Text.Json.Nodes.JsonNode => value.ToString(),
            IEnumerable => JsonSerializer.Serialize(value, ConversionJson.Options),
            _ => Plain(value),
        };

    private static string? Plain(object value)
    {
        var converter = TypeDescriptor.GetConverter(value.GetType());
        return converter.CanConvertTo(typeof(string))
            ? converter.ConvertToString(null, CultureInfo.InvariantCulture, value)
            : value.ToString();
    }
}
