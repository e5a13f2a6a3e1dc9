using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Serialization;

/// <summary><c>{"typeName","memoryReference":{"id"}}</c>: the variable that receives an activity's result.</summary>
internal sealed class OutputJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(Output).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    /// <summary>The reference is a variable without a name of its own: whichever block has the id is written.</summary>
    private static Variable Reference(string id) => new() { Id = id, Name = id };

    private sealed class Of<TOutput> : JsonConverter<TOutput>
        where TOutput : Output
    {
        public override TOutput? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var json = JsonElement.ParseValue(ref reader);
            if (JsonValues.Text(JsonValues.Find(json, "memoryReference"), "id") is not { } id)
                return null;
            var output = (TOutput)Activator.CreateInstance(typeof(TOutput), Reference(id))!;
            if (JsonValues.Find(json, "converter") is { ValueKind: JsonValueKind.Object } converter)
                output.Converter = ReadConverter(converter);
            foreach (var property in json.EnumerateObject())
            {
                if (property.Name is not ("memoryReference" or "converter"))
                    Leftovers.Keep(output, property.Name, property.Value);
            }
            return output;
        }

        private static OutputConverterConfiguration ReadConverter(JsonElement json)
        {
            var settings = JsonValues.Find(json, "settings");
            return new OutputConverterConfiguration(
                JsonValues.Text(json, "id") ?? "",
                settings.ValueKind == JsonValueKind.Undefined ? null : settings
            );
        }

        public override void Write(Utf8JsonWriter writer, TOutput value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            if (Leftovers.Of(value, "typeName") is null)
            {
                writer.WritePropertyName("typeName");
                var type = typeof(TOutput).GenericTypeArguments is [var result] ? result : typeof(object);
                JsonSerializer.Serialize(writer, type, options);
            }
            Leftovers.Write(writer, value);
            writer.WriteStartObject("memoryReference");
            writer.WriteString("id", value.MemoryBlockReference().Id);
            writer.WriteEndObject();
            if (value.Converter is { } converter)
                WriteConverter(writer, converter);
            writer.WriteEndObject();
        }

        private static void WriteConverter(Utf8JsonWriter writer, OutputConverterConfiguration converter)
        {
            writer.WriteStartObject("converter");
            writer.WriteString("id", converter.Id);
            if (converter.Settings is { } settings)
            {
                writer.WritePropertyName("settings");
                settings.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
    }
}
