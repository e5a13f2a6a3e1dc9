using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Common.Models;

namespace Workflows.Engine.Serialization;

/// <summary>"Latest", "Published", "3".</summary>
internal sealed class VersionOptionsJson : JsonConverter<VersionOptions>
{
    public override VersionOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text =
            reader.TokenType == JsonTokenType.Number
                ? reader.GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture)
                : reader.GetString();
        return VersionOptions.TryParse(text ?? "", out var version)
            ? version
            : throw new JsonException($"'{text}' is neither a version number nor Latest, Published or Draft.");
    }

    public override void Write(Utf8JsonWriter writer, VersionOptions value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
