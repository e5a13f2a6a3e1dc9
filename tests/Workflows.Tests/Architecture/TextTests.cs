using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Tests.Support;

namespace Workflows.Tests.Architecture;

/// <summary>Three languages, complete (design rule 8).</summary>
public sealed partial class TextTests
{
    private static readonly string[] Languages = ["zh-Hans", "zh-Hant", "en"];

    public static TheoryData<string> TextFiles =>
        [
            .. Repository
                .Files("src", "*.texts.json")
                .Append(Repository.Path("src/Workflows.Host/Texts/Refusals.json"))
                .Select(f => Path.GetRelativePath(Repository.Root, f)),
        ];

    public static TheoryData<string> PackFiles =>
        [
            .. Repository
                .Files("workflows", "*.json")
                .Where(f => Path.GetFileName(f) is not "flow.json")
                .Select(f => Path.GetRelativePath(Repository.Root, f)),
        ];

    [Theory, MemberData(nameof(TextFiles))]
    public void Every_text_is_there_in_three_languages(string file)
    {
        var texts = JsonNode.Parse(File.ReadAllText(Repository.Path(file)))!.AsObject();

        foreach (var (key, text) in texts)
        {
            text!.AsObject().Select(t => t.Key).ShouldBe(Languages, ignoreOrder: true, $"{file}: {key}");
            text.AsObject().ShouldAllBe(t => !string.IsNullOrWhiteSpace((string?)t.Value), $"{file}: {key}");
        }
    }

    [Theory, MemberData(nameof(TextFiles))]
    public void Every_language_fills_in_the_same_values(string file)
    {
        foreach (var (key, text) in JsonNode.Parse(File.ReadAllText(Repository.Path(file)))!.AsObject())
        {
            var values = text!.AsObject().Select(t => string.Join(' ', Values((string)t.Value!))).Distinct();
            values.Count().ShouldBe(1, $"{file}: {key}");
        }
    }

    /// <summary>A text in a pack is an object of languages; one that has a language has them all.</summary>
    [Theory, MemberData(nameof(PackFiles))]
    public void Every_text_of_a_pack_is_there_in_three_languages(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Path(file)));

        Incomplete(document.RootElement, "").ShouldBeEmpty(file);
    }

    [Fact]
    public void Every_refusal_has_a_text()
    {
        var known = JsonNode
            .Parse(File.ReadAllText(Repository.Path("src/Workflows.Host/Texts/Refusals.json")))!
            .AsObject()
            .Select(t => t.Key);
        var used = Repository
            .Files("src", "*.cs")
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups["code"].Value))
            .Distinct();

        used.Except(known).Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_that_is_asked_for_exists()
    {
        var known = Repository
            .Files("src/Workflows.Host", "*.texts.json")
            .SelectMany(f =>
                JsonNode.Parse(File.ReadAllText(f))!.AsObject().Select(t => $"{Kebab(Path.GetFileName(f))}.{t.Key}")
            )
            .ToHashSet(StringComparer.Ordinal);
        var asked = Repository
            .Files("src/Workflows.Host", "*.cs*")
            .SelectMany(f =>
                Asked()
                    .Matches(File.ReadAllText(f))
                    .Select(m => (Key: m.Groups["key"].Value, File: Path.GetFileName(f)))
            )
            .Where(a => !known.Contains(a.Key));

        asked.ShouldBeEmpty();
    }

    private static IEnumerable<string> Values(string text) =>
        Value().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Incomplete(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany((e, i) => Incomplete(e, $"{path}/{i}"));
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        var names = element.EnumerateObject().Select(p => p.Name).ToList();
        if (names.Intersect(Languages).Any() && (names.Count != 3 || names.Except(Languages).Any()))
            return [path];
        return element.EnumerateObject().SelectMany(p => Incomplete(p.Value, $"{path}/{p.Name}"));
    }

    private static string Kebab(string file) =>
        Hump().Replace(file.Split('.')[0], "-$0").TrimStart('-').ToLowerInvariant();

    // Also where the type is known from the method that makes the refusal: RefusedException NoSuchTask(…) => new("…").
    [GeneratedRegex(
        """(?:new (?:RefusedException|FieldError)|RefusedException \w+\([^)]*\)\s*=>\s*new)\([^;]*?"(?<code>[a-z]\w*(?:\.\w+)*)\x22""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Code();

    [GeneratedRegex("""\b(?:T|texts|Texts)\["(?<key>[a-z][\w.-]+)\x22""", RegexOptions.None, 1000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\d[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Value();

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Hump();
}
