using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workflows.Cases.Storage;

/// <summary>A value kept as JSON text, Chinese readable.</summary>
internal sealed class JsonConverter<T>()
    : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, StoredJson.Options),
        text => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!
    );

/// <summary>A point in time as UTC ticks, so that SQLite compares and sorts it.</summary>
internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>How the business writes JSON into columns.</summary>
public static class StoredJson
{
    /// <summary>Camel case, Chinese unescaped: the columns are read by people, never placed into HTML raw.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
