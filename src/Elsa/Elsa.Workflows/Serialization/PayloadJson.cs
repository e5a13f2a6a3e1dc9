using System.Collections;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Engine.Serialization;

/// <summary>
/// Values declared as <c>object</c>. Plain data reads back as texts, numbers, lists and expandos; an object of a type
/// with an alias carries it as <c>_type</c> and reads back as that type. No other type is ever made from JSON.
/// </summary>
internal sealed class PayloadJson(TypeNames names) : JsonConverter<object>
{
    private const string TypeMark = "_type";
    private const int Deepest = 32;

    [ThreadStatic]
    private static int _depth;

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader), options);

    private object? Read(JsonElement json, JsonSerializerOptions options) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray().Select(item => Read(item, options)).ToList(),
            JsonValueKind.Object => ReadObject(json, options),
            JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
            _ => JsonValues.Of(json),
        };

    private object? ReadObject(JsonElement json, JsonSerializerOptions options)
    {
        if (JsonValues.Text(json, TypeMark) is { } name && names.TryGetType(name, out var type))
        {
            if (json.TryGetProperty("_items", out var items))
                return items.Deserialize(type, options);
            if (!IsBag(type))
                return json.Deserialize(type, options);
        }
        var bag = new ExpandoObject();
        var members = (IDictionary<string, object?>)bag;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name != TypeMark)
                members[property.Name] = Read(property.Value, options);
        }
        return bag;
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int whole:
                writer.WriteNumberValue(whole);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case decimal exact:
                writer.WriteNumberValue(exact);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            case Exception exception:
                writer.WriteStringValue(exception.Message);
                break;
            case IDictionary<string, object?> members:
                WriteBag(writer, members, options);
                break;
            case IEnumerable items and not (string or byte[] or IDictionary):
                WriteItems(writer, items, options);
                break;
            default:
                WriteTyped(writer, value, options);
                break;
        }
    }

    private void WriteBag(Utf8JsonWriter writer, IDictionary<string, object?> members, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in members)
        {
            writer.WritePropertyName(key);
            WriteOrNull(writer, value, options);
        }
        writer.WriteEndObject();
    }

    private void WriteItems(Utf8JsonWriter writer, IEnumerable items, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            WriteOrNull(writer, item, options);
        writer.WriteEndArray();
    }

    private void WriteOrNull(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        if (value is null)
            writer.WriteNullValue();
        else
            Write(writer, value, options);
    }

    private void WriteTyped(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        if (type == typeof(object))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }
        var json = Members(value, type, options);
        if (json.ValueKind != JsonValueKind.Object || IsBag(type) || !names.TryGetAlias(type, out var alias))
        {
            json.WriteTo(writer);
            return;
        }
        writer.WriteStartObject();
        foreach (var property in json.EnumerateObject())
            property.WriteTo(writer);
        writer.WriteString(TypeMark, alias);
        writer.WriteEndObject();
    }

    // Each object is written by a writer of its own, which does not know how deep it stands: something of .NET that
    // leads back to itself, such as a request, would otherwise take the host with it.
    private static JsonElement Members(object value, Type type, JsonSerializerOptions options)
    {
        if (_depth >= Deepest)
            throw new JsonException($"A {type.Name} is nested too deeply, or contains itself.");
        _depth++;
        try
        {
            return JsonSerializer.SerializeToElement(value, type, options);
        }
        finally
        {
            _depth--;
        }
    }

    private static bool IsBag(Type type) => typeof(IDictionary).IsAssignableFrom(type) || type == typeof(ExpandoObject);
}
