using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Serialization;

/// <summary><c>{"typeName","expression":{"type","value"}}</c>; a bare value is taken as a literal.</summary>
internal sealed class InputJson(IExpressionDescriptorRegistry languages, ExpressionJson expressions)
    : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeof(Input).IsAssignableFrom(typeToConvert) && typeToConvert.IsGenericType;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)
            Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GenericTypeArguments), this)!;

    private Input<T>? Read<T>(JsonElement json, JsonSerializerOptions options)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return null;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("expression", out var expression))
            return Bare<T>(json);
        if (expressions.Read(expression, options) is not { } read)
            return null;
        var block = languages.Find(read.Type)?.MemoryBlockReferenceFactory() ?? new MemoryBlockReference();
        var input = new Input<T>(read, block);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name is not "expression")
                Leftovers.Keep(input, property.Name, property.Value);
        }
        return input;
    }

    private static Input<T>? Bare<T>(JsonElement json)
    {
        // An object without an expression says nothing that could be evaluated, as in Elsa.
        if (json.ValueKind == JsonValueKind.Object)
            return null;
        var value = json.TryConvertTo<T>();
        return value.IsSuccess ? new Input<T>(new Literal(value.Value)) : null;
    }

    private void Write(Utf8JsonWriter writer, Input input, JsonSerializerOptions options)
    {
        if (input.Expression is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        if (Leftovers.Of(input, "typeName") is null)
        {
            writer.WritePropertyName("typeName");
            JsonSerializer.Serialize(writer, input.Type, options);
        }
        Leftovers.Write(writer, input);
        writer.WritePropertyName("expression");
        if (languages.Find(input.Expression.Type) is { IsSerializable: false })
            writer.WriteNullValue();
        else
            expressions.Write(writer, input.Expression, options);
        writer.WriteEndObject();
    }

    private sealed class Of<T>(InputJson json) : JsonConverter<Input<T>>
    {
        public override Input<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            json.Read<T>(JsonElement.ParseValue(ref reader), options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options) =>
            json.Write(writer, value, options);
    }
}
