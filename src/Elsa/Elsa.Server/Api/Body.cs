using System.Dynamic;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Workflows.Engine;

/// <summary>Reads JSON bodies, within limits.</summary>
internal static class Body
{
    /// <summary>The largest definition or file that is taken.</summary>
    public const long Largest = 10 * 1024 * 1024;

    /// <exception cref="ElsaRefusedException">Too large, too deep or not JSON.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken stop, string field = "body")
    {
        if (request.ContentLength == 0)
            return Empty();
        var bytes = await ReadLimitedAsync(request.Body, stop);
        return bytes.Length == 0 ? Empty() : Parse(bytes, field);
    }

    public static JsonElement Parse(ReadOnlyMemory<byte> json, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutBom(json), ElsaJson.Document);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Refused(field, "A JSON object is expected.");
            RequireStorable(WithoutBom(json).Span, field);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Refused(field, e.Message);
        }
    }

    /// <summary>
    /// JSON can name halves of characters and the character zero by their codes. The first cannot be read as text, the
    /// second not be stored by every database: said here, not by whoever comes to it first.
    /// </summary>
    public static void RequireStorable(ReadOnlySpan<byte> json, string field)
    {
        if (json.IndexOf("\\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ElsaJson.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsStorable(ref reader))
                throw Refused(
                    field,
                    $"There is a text with half a character, or the character zero, before byte {reader.BytesConsumed}."
                );
        }
    }

    private static bool IsStorable(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return true;
        try
        {
            return !reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static async Task<byte[]> ReadLimitedAsync(Stream stream, CancellationToken stop)
    {
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, stop)) > 0)
        {
            if (read.Length + count > Largest)
                throw new ElsaRefusedException(HttpStatusCode.RequestEntityTooLarge, "More than 10 MB are not taken.");
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }

    public static string? Text(this JsonElement body, string name) =>
        body.Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool? Flag(this JsonElement body, string name) =>
        body.Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    public static int? Number(this JsonElement body, string name) =>
        body.Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)
            ? number
            : null;

    public static List<string> Texts(this JsonElement body, string name) =>
        body.Find(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]
            : [];

    public static JsonElement? Find(this JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in body.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }
        return null;
    }

    /// <summary>An object of the body as values that scripts understand.</summary>
    public static Dictionary<string, object>? Values(this JsonElement body, string name) =>
        body.Find(name) is { ValueKind: JsonValueKind.Object } value
            ? value.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value)!, StringComparer.OrdinalIgnoreCase)
            : null;

    public static object? Value(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
            JsonValueKind.Array => json.EnumerateArray().Select(Value).ToList(),
            JsonValueKind.Object => Object(json),
            _ => null,
        };

    private static ExpandoObject Object(JsonElement json)
    {
        var value = new ExpandoObject();
        var properties = (IDictionary<string, object?>)value;
        foreach (var property in json.EnumerateObject())
            properties[property.Name] = Value(property.Value);
        return value;
    }

    private static ReadOnlyMemory<byte> WithoutBom(ReadOnlyMemory<byte> json) =>
        json.Span is [0xEF, 0xBB, 0xBF, ..] ? json[3..] : json;

    private static JsonElement Empty() => JsonDocument.Parse("{}").RootElement.Clone();

    private static ElsaRefusedException Refused(string field, string message) =>
        new(HttpStatusCode.BadRequest, message, new Dictionary<string, string[]> { [field] = [message] });
}
