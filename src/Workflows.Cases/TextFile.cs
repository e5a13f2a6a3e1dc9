using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Workflows.Cases;

/// <summary>Texts that the build put into an assembly: a JSON object of <see cref="LocalText"/> by key. Placeholders are
/// .NET's ({0}); a value that is a <see cref="LocalText"/> itself is filled in by its language.</summary>
public sealed class TextFile(Assembly assembly, string resource)
{
    private readonly FrozenDictionary<string, LocalText> all = Read(assembly, resource);

    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public LocalText Say(string key, params object?[] values)
    {
        var text = all[key];
        return new LocalText(
            Fill(text.Hans, "zh-Hans", values),
            Fill(text.Hant, "zh-Hant", values),
            Fill(text.English, "en", values)
        );
    }

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => all.ContainsKey(key);

    private static string Fill(string pattern, string language, object?[] values) =>
        string.Format(
            CultureInfo.InvariantCulture,
            pattern,
            [.. values.Select(value => value is LocalText text ? text.In(language) : value)]
        );

    private static FrozenDictionary<string, LocalText> Read(Assembly assembly, string resource)
    {
        using var file =
            assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} holds no {resource}.");
        return JsonSerializer.Deserialize<Dictionary<string, LocalText>>(file)!.ToFrozenDictionary();
    }
}
