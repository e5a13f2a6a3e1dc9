using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>What Studio is told of our activities, in the language of who edits.</summary>
public sealed class PaletteTests(SharedApps apps)
{
    [Theory]
    [InlineData("zh-CN", "审批", "审批", "时限", "驳回", "总经理 (gm)", "申请人的直接上级")]
    [InlineData("zh-TW", "審批", "審批", "時限", "駁回", "總經理 (gm)", "申請人的直屬主管")]
    [InlineData("en", "Approve", "Approvals", "Due", "Rejected", "General manager (gm)", "Applicant's supervisor")]
    public async Task Activities_inputs_outcomes_and_choices_are_named_in_the_readers_language(
        string language,
        string name,
        string category,
        string due,
        string rejected,
        string role,
        string supervisor
    )
    {
        var approve = (await ListAsync(language)).Single(a => (string?)a["typeName"] == "Workflows.Approve");

        ((string?)approve["displayName"]).ShouldBe(name);
        ((string?)approve["category"]).ShouldBe(category);
        ((string?)Named(approve, "inputs", "Due")["displayName"]).ShouldBe(due);
        ((string?)Named(approve, "ports", "Rejected")["displayName"]).ShouldBe(rejected);
        Named(approve, "inputs", "Role").ToJsonString(PlainJson.Readable).ShouldContain(role);
        Named(approve, "inputs", "Relation").ToJsonString(PlainJson.Readable).ShouldContain(supervisor);
    }

    [Fact]
    public async Task Everything_of_our_own_activities_has_a_text_in_each_language()
    {
        var (english, chinese) = (await ListAsync("en"), await ListAsync("zh-CN"));

        foreach (var (en, zh) in english.Zip(chinese).Where(a => IsOurs(a.First)))
        foreach (var (one, other) in Texts(en).Zip(Texts(zh)))
            one.Text.ShouldNotBe(other.Text, $"{en["typeName"]} {one.What}");
    }

    [Fact]
    public async Task They_lie_in_several_categories()
    {
        var ours = (await ListAsync("en")).Where(IsOurs).GroupBy(a => (string?)a["category"]).ToList();

        ours.Count.ShouldBe(7);
        ours.ShouldAllBe(category => category.Count() < 8);
    }

    private async Task<List<JsonObject>> ListAsync(string language)
    {
        var owner = (await (await apps.On(Database.Sqlite)).SignInAsync("process-owner")).In(language);
        var reply = (await owner.GetAsync("/elsa/api/descriptors/activities?Refresh=True")).ShouldBe(HttpStatusCode.OK);
        return [.. reply.Items().Select(a => a!.AsObject())];
    }

    private static bool IsOurs(JsonObject activity) =>
        ((string)activity["typeName"]!).StartsWith("Workflows.", StringComparison.Ordinal);

    private static IEnumerable<(string What, string? Text)> Texts(JsonObject activity) =>
        new[] { activity }
            .Concat(activity["inputs"]!.AsArray().Select(i => i!.AsObject()))
            .Concat(activity["outputs"]!.AsArray().Select(o => o!.AsObject()))
            .SelectMany(o =>
                new[]
                {
                    ($"{o["name"]} name", (string?)o["displayName"]),
                    ($"{o["name"]} description", (string?)o["description"]),
                }
            );

    private static JsonNode Named(JsonObject activity, string list, string name) =>
        activity[list]!.AsArray().Single(i => (string?)i!["name"] == name)!;
}
