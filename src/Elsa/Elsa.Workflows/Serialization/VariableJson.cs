using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Helpers;
using Elsa.Workflows.Memory;

namespace Workflows.Engine.Serialization;

/// <summary><c>{"id","name","typeName","isArray","value","storageDriverTypeName"}</c>, the default as text.</summary>
internal sealed class VariableJson(TypeNames names) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(Variable).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert), this)!;

    public Variable Read(JsonElement json)
    {
        var typeName = JsonValues.Text(json, "typeName");
        var type = typeName is null ? typeof(object) : TypeJson.Find(names, typeName);
        if (JsonValues.Find(json, "isArray").ValueKind == JsonValueKind.True)
            type = typeof(ICollection<>).MakeGenericType(type);
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
        variable.Name = JsonValues.Text(json, "name") ?? "";
        variable.Id = JsonValues.Text(json, "id") ?? variable.Name;
        if (
            JsonValues.Text(json, "storageDriverTypeName") is { Length: > 0 } driver
            && names.TryGetType(driver, out var found)
        )
            variable.StorageDriverType = found;
        variable.Value = Default(JsonValues.Find(json, "value"), type);
        KeepRest(json, variable);
        return variable;
    }

    private static object? Default(JsonElement json, Type type)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var value = JsonValues.Of(json);
        var converted = value.TryConvertTo(type);
        // A default that does not fit stays visible as it was typed; using it says so.
        return converted.IsSuccess ? converted.Value : value;
    }

    private static void KeepRest(JsonElement json, Variable variable)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name is not ("id" or "name"))
                Leftovers.Keep(variable, property.Name, property.Value);
        }
    }

    private void Write(Utf8JsonWriter writer, Variable variable)
    {
        writer.WriteStartObject();
        writer.WriteString("id", variable.Id);
        writer.WriteString("name", variable.Name);
        if (Leftovers.Of(variable, "typeName") is not null)
            Leftovers.Write(writer, variable);
        else
            WriteOwn(writer, variable);
        writer.WriteEndObject();
    }

    private void WriteOwn(Utf8JsonWriter writer, Variable variable)
    {
        var type = variable.GetType().GenericTypeArguments is [var inner] ? inner : typeof(object);
        writer.WriteString("typeName", names.NameOf(type));
        if (variable.Value is { } value)
            writer.WriteString("value", value.Format());
        if (variable.StorageDriverType is { } driver)
            writer.WriteString("storageDriverTypeName", names.NameOf(driver));
    }

    private sealed class Of<TVariable>(VariableJson json) : JsonConverter<TVariable>
        where TVariable : Variable
    {
        public override TVariable? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var element = JsonElement.ParseValue(ref reader);
            return element.ValueKind == JsonValueKind.Object ? json.Read(element) as TVariable : null;
        }

        public override void Write(Utf8JsonWriter writer, TVariable value, JsonSerializerOptions options) =>
            json.Write(writer, value);
    }
}
