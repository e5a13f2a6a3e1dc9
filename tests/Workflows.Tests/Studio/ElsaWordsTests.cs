using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>Elsa's own activities and what Studio's drop-downs offer, in the language of who edits (design rule 8). What is
/// stored and run is the same for everybody.</summary>
public sealed partial class ElsaWordsTests(SharedApps apps)
{
    private const string Activities = "/elsa/api/descriptors/activities";

    /// <summary>Only what is the same word in Chinese.</summary>
    private static readonly string[] SameInChinese = ["HTTP"];

    [Theory]
    [InlineData("zh-CN", "判断", "分支", "条件", "是", "任一到达")]
    [InlineData("zh-TW", "判斷", "分支", "條件", "是", "任一到達")]
    [InlineData("en", "Decision", "Branching", "Condition", "True", "WaitAny")]
    public async Task Elsas_activities_are_named_in_the_readers_language(
        string language,
        string name,
        string category,
        string condition,
        string yes,
        string any
    )
    {
        var all = await ListAsync(Activities, language);
        var decision = Of(all, "Elsa.FlowDecision");

        ((string?)decision["displayName"]).ShouldBe(name);
        ((string?)decision["category"]).ShouldBe(category);
        ((string?)decision["inputs"]![0]!["displayName"]).ShouldBe(condition);
        ((string?)decision["ports"]![0]!["displayName"]).ShouldBe(yes);
        Of(all, "Elsa.FlowJoin")
            .ToJsonString(PlainJson.Readable)
            .ShouldContain($"\"text\":\"{any}\",\"value\":\"WaitAny\"");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-TW")]
    public async Task Everything_of_Elsas_that_is_shown_has_Chinese_words_and_keeps_its_keys(string language)
    {
        var (english, chinese) = (await ListAsync(Activities, "en"), await ListAsync(Activities, language));

        foreach (var (en, zh) in english.Zip(chinese).Where(a => IsElsas(a.First)))
        {
            foreach (var (where, text) in Shown(zh).Where(text => text.Text.Length > 0))
                IsChinese(text).ShouldBeTrue($"{zh["typeName"]}, {where}: {text}");
            Keys(zh).ShouldBe(Keys(en));
        }
    }

    [Fact]
    public async Task The_English_of_the_texts_is_what_Elsa_says()
    {
        var all = (await ListAsync(Activities, "en")).Where(IsElsas).ToDictionary(a => ((string)a["typeName"]!)[5..]);
        var file = Repository.Path("src/Workflows.Activities/Palette/ElsaActivities.texts.json");

        foreach (var (key, texts) in JsonNode.Parse(File.ReadAllText(file))!.AsObject())
        {
            var text = ((string)texts!["en"]!).Replace("{{", "{").Replace("}}", "}");
            if (key.Split('.') is [var name, .. var rest] && all.TryGetValue(name, out var activity))
                Said(activity, rest).ShouldBe(text, key);
        }
    }

    [Theory]
    [InlineData("/elsa/api/descriptors/incident-strategies")]
    [InlineData("/elsa/api/descriptors/workflow-activation-strategies")]
    [InlineData("/elsa/api/descriptors/commit-strategies/workflows")]
    [InlineData("/elsa/api/descriptors/commit-strategies/activities")]
    [InlineData("/elsa/api/descriptors/storage-drivers")]
    [InlineData("/elsa/api/descriptors/variables")]
    public async Task What_drop_downs_offer_is_named_in_the_readers_language(string path)
    {
        var (english, chinese) = (await ListAsync(path, "en"), await ListAsync(path, "zh-CN"));

        foreach (var (en, zh) in english.Zip(chinese))
        {
            IsChinese((string)zh["displayName"]!).ShouldBeTrue(zh.ToJsonString(PlainJson.Readable));
            IsChinese((string)en["displayName"]!).ShouldBeFalse();
            ((string?)zh["typeName"]).ShouldBe((string?)en["typeName"]);
            ((string?)zh["name"]).ShouldBe((string?)en["name"]);
        }
    }

    private async Task<List<JsonObject>> ListAsync(string path, string language)
    {
        var owner = (await (await apps.On(Database.Sqlite)).SignInAsync("process-owner")).In(language);
        return [.. (await owner.GetAsync(path)).ShouldBe(HttpStatusCode.OK).Items().Select(a => a!.AsObject())];
    }

    private static JsonObject Of(IEnumerable<JsonObject> all, string type) =>
        all.Single(a => (string?)a["typeName"] == type);

    private static bool IsElsas(JsonObject activity) =>
        (string)activity["typeName"]! is var type
        && type.StartsWith("Elsa.", StringComparison.Ordinal)
        && !type.EndsWith(".WorkflowDefinitionActivity", StringComparison.Ordinal);

    private static bool IsChinese(string text) => SameInChinese.Contains(text) || Chinese().IsMatch(text);

    private static IEnumerable<(string Where, string Text)> Shown(JsonObject activity) =>
        Parts(activity)
            .SelectMany(part => new[] { "displayName", "description", "category" }.Select(what => (part, what)))
            .Select(at => ($"{at.part["name"]} {at.what}", (string?)at.part[at.what] ?? ""));

    private static IEnumerable<string> Keys(JsonObject activity) =>
        Parts(activity)
            .Select(part => $"{part["typeName"]} {part["name"]}")
            // Studio would draw this exit by itself.
            .Where(key => key != " Done");

    private static IEnumerable<JsonObject> Parts(JsonObject activity) =>
        new[] { "inputs", "outputs", "ports" }
            .SelectMany(list => activity[list]!.AsArray().Select(part => part!.AsObject()))
            .Prepend(activity);

    private static string? Said(JsonObject activity, string[] path)
    {
        var part = path is [var name and not "about", ..]
            ? Parts(activity).Skip(1).Single(p => (string?)p["name"] == name)
            : activity;
        return (string?)part[path is [.., "about"] ? "description" : "displayName"];
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, 1000)]
    private static partial Regex Chinese();
}
