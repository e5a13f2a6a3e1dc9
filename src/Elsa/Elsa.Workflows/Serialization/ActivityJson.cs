using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows;

namespace Workflows.Engine.Serialization;

/// <summary>Joins reader and writer to System.Text.Json for whatever kind of activity a property holds.</summary>
internal sealed class ActivityJson(ActivityReader reader, ActivityWriter writer) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(IActivity).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert), reader, writer)!;

    private sealed class Of<TActivity>(ActivityReader activities, ActivityWriter texts) : JsonConverter<TActivity>
        where TActivity : IActivity
    {
        public override TActivity? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var json = JsonElement.ParseValue(ref reader);
            return activities.Read(json, options) is TActivity activity
                ? activity
                : throw new JsonException($"{JsonValues.Text(json, "type")} is not a {typeof(TActivity).Name}.");
        }

        public override void Write(Utf8JsonWriter writer, TActivity value, JsonSerializerOptions options) =>
            texts.Write(writer, value, options);
    }
}
