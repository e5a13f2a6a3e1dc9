using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>How JSON is written where no engine type with converters of its own is involved.</summary>
internal static class ElsaJson
{
    /// <summary>Chinese stays readable in files and rows; nothing here is put into HTML.</summary>
    public static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = MaxDepth,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Deeper JSON than any real definition; more would exhaust the stack when it is walked.</summary>
    public const int MaxDepth = 128;

    public static readonly JsonDocumentOptions Document = new() { MaxDepth = MaxDepth };

    public static readonly JsonNodeOptions Node = new() { PropertyNameCaseInsensitive = false };
}
