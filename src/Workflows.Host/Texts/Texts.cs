using System.Collections.Frozen;
using System.Globalization;
using Workflows.Cases;

namespace Workflows.Host;

/// <summary>Every text that people read, in three languages. A key is the file's base name in lower kebab case, a dot and
/// the name in the file: <c>Pages/Tasks/Task.texts.json</c>, <c>"approve"</c> → <c>task.approve</c>. Placeholders are .NET's
/// ({0}); times in them are shown in the company's zone, <c>{0:outcome}</c> names an outcome.</summary>
public sealed class Texts
{
    private readonly FrozenDictionary<string, LocalText> all = TextFiles.ReadAll();
    private readonly FrozenDictionary<string, ArgumentFormat> formats;

    public Texts(CompanyTime time) =>
        formats = LocalText.Languages.ToFrozenDictionary(l => l, l => new ArgumentFormat(this, time, l));

    /// <summary>The language of the running request: one of <see cref="LocalText.Languages"/>.</summary>
    public static string Language => Known(CultureInfo.CurrentUICulture.Name);

    /// <summary>The text in the request's language.</summary>
    public string this[string key, params object?[] args] => In(Language, key, args);

    /// <summary>The text in a given language. A key without a text shows itself: better seen than lost.</summary>
    public string In(string language, string key, params object?[] args)
    {
        if (!all.TryGetValue(key, out var text))
            return key;
        var pattern = text.In(language);
        return args.Length == 0 ? pattern : string.Format(formats[Known(language)], pattern, args);
    }

    /// <summary>A text of the company's data in the request's language.</summary>
    public string Of(LocalText text) => text.In(Language);

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => all.ContainsKey(key);

    /// <summary>Every key there is.</summary>
    public IEnumerable<string> Keys => all.Keys;

    private static string Known(string language) => new LocalText("zh-Hans", "zh-Hant", "en").In(language);
}
