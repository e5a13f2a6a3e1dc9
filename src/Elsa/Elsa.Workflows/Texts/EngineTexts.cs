using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Workflows.Engine;

/// <summary>What the engine says to the author of a flow, in the language of the running request; English where that is
/// neither Chinese. Reads <c>Engine.texts.json</c>, and <c>Choices.texts.json</c>: what Studio's drop-downs offer.</summary>
public static class EngineTexts
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> All = Read("Engine.texts.json")
        .Concat(Read("Choices.texts.json"))
        .ToFrozenDictionary();

    public static string Say(string key, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, All[key][Language], values);

    /// <summary>The text as it is, where there is one.</summary>
    public static string? Find(string key) => All.GetValueOrDefault(key)?[Language];

    private static string Language =>
        CultureInfo.CurrentUICulture.Name switch
        {
            "zh-TW" or "zh-HK" or "zh-MO" => "zh-Hant",
            var name when name.StartsWith("zh-Hant", StringComparison.OrdinalIgnoreCase) => "zh-Hant",
            var name when name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => "zh-Hans",
            _ => "en",
        };

    private static Dictionary<string, Dictionary<string, string>> Read(string resource)
    {
        using var file = typeof(EngineTexts).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(file)!;
    }
}
