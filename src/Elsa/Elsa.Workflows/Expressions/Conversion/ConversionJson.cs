using System.Dynamic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Workflows.Engine.Expressions;

/// <summary>JSON as conversions read and write it: loose on input, Chinese unescaped, plain values for untyped parts.</summary>
internal static class ConversionJson
{
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNameCaseInsensitive = true,
            NumberHandling =
                JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            Converters = { new JsonStringEnumConverter(), new PlainValueConverter() },
        };

    /// <summary>An element as script and template see it: text, number, truth, list or expando.</summary>
    public static object? Plain(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
            JsonValueKind.Object => Expando(element),
            _ => null,
        };

    /// <summary>Whatever is JSON as scripts see it; anything else as it is.</summary>
    public static object? Plain(object value) =>
        value switch
        {
            JsonElement element => Plain(element),
            JsonNode node => Plain(node),
            _ => value,
        };

    public static object? Plain(JsonNode node) => Plain(JsonSerializer.SerializeToElement(node));

    private static ExpandoObject Expando(JsonElement element)
    {
        var expando = new ExpandoObject();
        var members = (IDictionary<string, object?>)expando;
        foreach (var property in element.EnumerateObject())
            members[property.Name] = Plain(property.Value);
        return expando;
    }

    private sealed class PlainValueConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert == typeof(object) || typeToConvert == typeof(ExpandoObject);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            typeToConvert == typeof(object) ? new Of<object>() : new Of<ExpandoObject>();

        private sealed class Of<T> : JsonConverter<T>
        {
            public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                Untyped(JsonElement.ParseValue(ref reader)) is T value
                    ? value
                    : throw new JsonException("A JSON object is expected.");

            // Objects and lists stay JSON, as in Elsa, where a template prints an item of a list whole.
            private static object? Untyped(JsonElement json) =>
                typeof(T) == typeof(object) && json.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                    ? json
                    : Plain(json);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
            {
                if (value is IDictionary<string, object?> members)
                    JsonSerializer.Serialize(writer, new Dictionary<string, object?>(members), options);
                else if (value!.GetType() == typeof(object))
                    writer.WriteRawValue("{}");
                else
                    JsonSerializer.Serialize(writer, value, value.GetType(), options);
            }
        }
    }
}
