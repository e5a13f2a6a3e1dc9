using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;

namespace Workflows.Engine.Serialization;

/// <summary>
/// <c>{"type","value"}</c>. An expression in a language that nobody registered is kept as it is: it is refused when
/// the definition is published or run, not lost when it is saved.
/// </summary>
internal sealed class ExpressionJson(IExpressionDescriptorRegistry languages) : JsonConverter<Expression>
{
    public override Expression? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader), options);

    public Expression? Read(JsonElement json, JsonSerializerOptions options)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        var type = JsonValues.Text(json, "type") ?? "Literal";
        if (languages.Find(type) is not { } language)
            return new Expression(type, JsonValues.Of(JsonValues.Find(json, "value")));
        var block = language.MemoryBlockReferenceFactory().GetType();
        return language.Deserialize(new ExpressionSerializationContext(type, json, options, block));
    }

    public override void Write(Utf8JsonWriter writer, Expression value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type);
        writer.WritePropertyName("value");
        if (languages.Find(value.Type) is { IsSerializable: false })
            writer.WriteNullValue();
        else
            JsonSerializer.Serialize(writer, value.Value, value.Value?.GetType() ?? typeof(object), options);
        writer.WriteEndObject();
    }
}
