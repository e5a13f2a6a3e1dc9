using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Workflows.Cases;

namespace Workflows.Host;

/// <summary>Reads the texts that the build put into the assembly: <c>*.texts.json</c> beside the pages they serve, and
/// <c>Refusals.json</c>.</summary>
internal static class TextFiles
{
    private const string Ending = ".texts.json";

    public static FrozenDictionary<string, LocalText> ReadAll()
    {
        var all = new Dictionary<string, LocalText>();
        foreach (var name in typeof(TextFiles).Assembly.GetManifestResourceNames())
            if (PrefixOf(name) is { } prefix)
                foreach (var (key, text) in Read(name))
                    if (!all.TryAdd($"{prefix}.{key}", text))
                        throw new InvalidDataException($"{name}: the text {prefix}.{key} is there twice.");
        return all.ToFrozenDictionary();
    }

    private static string? PrefixOf(string resource)
    {
        if (!resource.StartsWith("texts/", StringComparison.Ordinal))
            return null;
        var file = resource[(resource.LastIndexOf('/') + 1)..];
        return file switch
        {
            "Refusals.json" => "refusals",
            _ when file.EndsWith(Ending, StringComparison.Ordinal) => Kebab(file[..^Ending.Length]),
            _ => null,
        };
    }

    private static Dictionary<string, LocalText> Read(string resource)
    {
        using var stream = typeof(TextFiles).Assembly.GetManifestResourceStream(resource)!;
        var texts = JsonSerializer.Deserialize<Dictionary<string, LocalText>>(stream)!;
        foreach (var (key, text) in texts)
            if (text is not { Hans.Length: > 0, Hant.Length: > 0, English.Length: > 0 })
                throw new InvalidDataException($"{resource}: the text {key} lacks a language.");
        return texts;
    }

    // SignIn → sign-in
    private static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && kebab.Length > 0 && kebab[^1] != '-')
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }
}
