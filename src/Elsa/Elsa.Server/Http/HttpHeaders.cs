using System.Text.Json;
using System.Text.Json.Serialization;

namespace Elsa.Http;

/// <summary>Headers as flows hold them. An author may write one text or a list for each.</summary>
[JsonConverter(typeof(HttpHeadersJson))]
internal sealed class HttpHeaders : Dictionary<string, string[]>
{
    public HttpHeaders()
        : base(StringComparer.OrdinalIgnoreCase) { }

    public HttpHeaders(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
        : this()
    {
        foreach (var (name, values) in headers)
            this[name] = [.. values];
    }
}

internal sealed class HttpHeadersJson : JsonConverter<HttpHeaders>
{
    public override HttpHeaders Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var headers = new HttpHeaders();
        if (json.ValueKind != JsonValueKind.Object)
            return headers;
        foreach (var header in json.EnumerateObject().Where(header => header.Name != "_type"))
        {
            headers[header.Name] =
                header.Value.ValueKind == JsonValueKind.Array
                    ? [.. header.Value.EnumerateArray().Select(value => value.ToString())]
                    : [header.Value.ToString()];
        }
        return headers;
    }

    public override void Write(Utf8JsonWriter writer, HttpHeaders value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, values) in value)
        {
            writer.WriteStartArray(name);
            foreach (var one in values)
                writer.WriteStringValue(one);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
