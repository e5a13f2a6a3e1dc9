using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Cases;

/// <summary>One text in the three languages of the product; travels as JSON <c>{"zh-Hans":…,"zh-Hant":…,"en":…}</c>.</summary>
public sealed record LocalText(
    [property: JsonPropertyName("zh-Hans")] string Hans,
    [property: JsonPropertyName("zh-Hant")] string Hant,
    [property: JsonPropertyName("en")] string English
)
{
    /// <summary>The languages the product speaks, the first being the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-Hans", "zh-Hant", "en"];

    /// <summary>A text that was typed by a person and is the same in every language.</summary>
    public static LocalText Same(string text) => new(text, text, text);

    /// <summary>As a column keeps it that holds plain texts as well: what is the same in every language as it is.</summary>
    public string Stored() => Hans == Hant && Hans == English ? Hans : JsonSerializer.Serialize(this);

    /// <summary>What <see cref="Stored"/> wrote.</summary>
    public static LocalText Read(string stored) =>
        stored.StartsWith("{\"zh-Hans\":", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<LocalText>(stored)!
            : Same(stored);

    /// <summary>Several texts as one list, separated as each language does.</summary>
    public static LocalText Join(IEnumerable<LocalText> texts)
    {
        var all = texts.ToList();
        return new LocalText(
            string.Join('、', all.Select(t => t.Hans)),
            string.Join('、', all.Select(t => t.Hant)),
            string.Join(", ", all.Select(t => t.English))
        );
    }

    /// <summary>The text for a culture name such as <c>zh-Hant-TW</c> or <c>en-GB</c>; simplified Chinese for any other.</summary>
    public string In(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : IsTraditional(language) ? Hant
        : Hans;

    private static bool IsTraditional(string language) =>
        language.StartsWith("zh-Hant", StringComparison.OrdinalIgnoreCase) || language is "zh-TW" or "zh-HK" or "zh-MO";
}
