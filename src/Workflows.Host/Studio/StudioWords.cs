using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Workflows.Cases;

namespace Workflows.Host.Studio;

/// <summary>The words of Studio's own buttons, heads and messages, which it knows in English only: from
/// <c>StudioWords.texts.json</c> to <c>studio-language.js</c>. Numbers stand in for <c>{0}</c>.</summary>
public sealed class StudioWords(Texts texts)
{
    private const string Prefix = "studio-words.";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly Dictionary<string, HtmlString> all = LocalText
        .Languages.Where(language => language != "en")
        .ToDictionary(language => language, language => Write(texts, language));

    /// <summary>As JSON that can stand in a page; null for who reads English.</summary>
    public HtmlString? For(string language) => all.GetValueOrDefault(language);

    private static HtmlString Write(Texts texts, string language)
    {
        var words = texts
            .Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(key => texts.In("en", key), key => texts.In(language, key));
        return new HtmlString(JsonSerializer.Serialize(new { language, words }, Json));
    }
}
