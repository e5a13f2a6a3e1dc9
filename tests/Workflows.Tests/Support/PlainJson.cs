using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.Tests.Support;

/// <summary>JSON with Chinese as it is written.</summary>
public static class PlainJson
{
    public static JsonSerializerOptions Readable { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>Text of answers.</summary>
public static class AnswerText
{
    /// <summary>The JSON with its escaped characters as they are read.</summary>
    public static string Unescaped(this string json) =>
        System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString(PlainJson.Readable);
}
