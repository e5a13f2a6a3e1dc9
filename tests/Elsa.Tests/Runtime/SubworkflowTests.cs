using System.Text.Json.Nodes;
using Elsa.Workflows;

namespace Elsa.Tests.Runtime;

/// <summary>Workflows used as activities of others.</summary>
public class SubworkflowTests
{
    private const string Ask = """
        {"id":"ask","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"JavaScript","value":"'Is ' + getInput('Amount') + ' fine?'"}}}
        """;

    [Fact]
    public async Task Inputs_go_in_and_outputs_come_out_also_after_a_restart()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishCheckAsync(host, Ask, Output("set", "Verdict", "getInput('Amount') + ' is fine'"));
        await host.PublishAsync(
            "parent",
            Use("use", "7 * 6"),
            Output("tell", "Told", "getOutputFrom('use', 'Verdict')")
        );

        var started = await host.RunAsync("parent");
        var bookmark = started.Bookmarks.ShouldHaveSingleItem();
        $"{bookmark.Payload}".ShouldContain("Is 42 fine?");
        await host.RestartAsync();
        var ended = await host.ResumeAsync(started.WorkflowInstanceId, bookmark.Id);

        ended.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        ended.Output!["Told"].ShouldBe("42 is fine");
    }

    [Theory]
    [InlineData("Approved", "approved")]
    [InlineData("Rejected", "rejected")]
    public async Task The_way_on_is_the_outcome_that_it_was_completed_with(string outcome, string reached)
    {
        await using var host = await ServerHost.StartAsync();
        var complete = $$$"""
            {"id":"end","type":"Elsa.Complete","version":1,
             "outcomes":{"typeName":"Object","expression":{"type":"Literal","value":"{{{outcome}}}" } } }
            """;
        await PublishCheckAsync(host, complete);
        await PublishAsync(
            host,
            "parent",
            [Use("use", "1"), Output("approved", "Told", "'approved'"), Output("rejected", "Told", "'rejected'")],
            [("use", "Approved", "approved"), ("use", "Rejected", "rejected")]
        );

        (await host.RunAsync("parent")).Output!["Told"].ShouldBe(reached);
    }

    [Fact]
    public async Task It_is_in_the_palette_with_its_ports_and_stays_on_its_version()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishCheckAsync(host, Output("set", "Verdict", "'one'"));
        await host.PublishAsync("parent", Use("use", "1"), Output("tell", "Told", "getOutputFrom('use', 'Verdict')"));

        var (_, palette) = await host.GetAsync("/descriptors/activities?Refresh=True");
        var check = palette!["items"]!.AsArray().Single(d => (string?)d!["typeName"] == "AmountCheck")!;
        check["ports"]!.AsArray().Select(p => (string?)p!["name"]).ShouldBe(["Root", "Approved", "Rejected"]);
        ((string?)check["inputs"]![0]!["name"]).ShouldBe("Amount");
        ((bool)check["isBrowsable"]!).ShouldBeTrue();

        await PublishCheckAsync(host, Output("set", "Verdict", "'two'"));
        (await host.RunAsync("parent")).Output!["Told"].ShouldBe("one");
    }

    [Fact]
    public async Task What_uses_it_is_known_and_follows_it_when_its_author_wants_so()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishCheckAsync(host, Output("set", "Verdict", "'one'"));
        await host.PublishAsync("parent", Use("use", "1"), Output("tell", "Told", "getOutputFrom('use', 'Verdict')"));
        var (_, consumers) = await host.GetAsync("/workflow-definitions/check/consumers");
        consumers!["consumingWorkflowDefinitionIds"]!.AsArray().Select(c => (string?)c).ShouldBe(["parent"]);

        await PublishCheckAsync(host, follows: true, Output("set", "Verdict", "'two'"));

        (await host.RunAsync("parent")).Output!["Told"].ShouldBe("two");
        var (_, parent) = await host.GetAsync("/workflow-definitions/parent");
        ((int)parent!["version"]!).ShouldBe(2);
        ((bool)parent["isPublished"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task References_are_updated_on_demand()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishCheckAsync(host, Output("set", "Verdict", "'one'"));
        await PublishCheckAsync(host, follows: true, Output("set", "Verdict", "'two'"));
        await host.PublishAsync("parent", Use("use", "1", version: 1));

        var (status, answer) = await host.PostAsync("/workflow-definitions/check/update-references", new JsonObject());

        status.ShouldBe(200);
        answer!["affectedWorkflows"]!.AsArray().Select(c => (string?)c).ShouldBe(["parent"]);
        var (missing, _) = await host.PostAsync("/workflow-definitions/nobody/update-references", new JsonObject());
        missing.ShouldBe(404);
    }

    [Fact]
    public async Task A_circle_can_be_saved_but_not_published()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishCheckAsync(host, Output("set", "Verdict", "'one'"));
        var model = Model("check", "Amount check", [Use("use", "1")], []);
        model["options"] = new JsonObject { ["usableAsActivity"] = true };

        var (saved, _) = await host.PostAsync("/workflow-definitions", Request(model, publish: false));
        var (published, why) = await host.PostAsync("/workflow-definitions", Request(model, publish: true));

        saved.ShouldBe(200);
        published.ShouldBe(400);
        why!.ToJsonString().ShouldContain("uses itself");
        why.ToJsonString().ShouldContain("use");
    }

    [Fact]
    public async Task Ten_of_ten_of_ten_are_refused_before_they_fill_the_memory()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "level0", [Output("set", "x", "1")], [], usable: true);
        var status = 200;
        for (var level = 1; level < 6 && status == 200; level++)
        {
            var uses = Enumerable.Range(0, 10).Select(i => UseOf($"use{i}", $"level{level - 1}", $"Level{level - 1}"));
            var model = Model($"level{level}", $"level{level}", [.. uses], []);
            model["options"] = new JsonObject { ["usableAsActivity"] = true };
            (status, _) = await host.PostAsync("/workflow-definitions", Request(model, publish: true));
        }
        status.ShouldBe(400);
    }

    [Fact]
    public async Task A_workflow_may_not_be_called_like_an_activity_that_is_there()
    {
        await using var host = await ServerHost.StartAsync();
        var model = Model("evil", "Elsa.If", [Output("set", "x", "1")], []);
        model["options"] = new JsonObject { ["usableAsActivity"] = true };

        var (status, _) = await host.PostAsync("/workflow-definitions", Request(model, publish: true));

        status.ShouldBe(400);
        var (_, descriptor) = await host.GetAsync("/descriptors/activities/Elsa.If");
        ((string?)descriptor!["category"]).ShouldBe("Branching");
    }

    private static Task PublishCheckAsync(ServerHost host, params string[] activities) =>
        PublishCheckAsync(host, follows: false, activities);

    private static async Task PublishCheckAsync(ServerHost host, bool follows, params string[] activities)
    {
        var ids = activities.Select(a => (string)JsonNode.Parse(a)!["id"]!).ToArray();
        var model = Model("check", "Amount check", activities, [.. ids.Zip(ids.Skip(1), (a, b) => (a, "Done", b))]);
        model["options"] = new JsonObject
        {
            ["usableAsActivity"] = true,
            ["autoUpdateConsumingWorkflows"] = follows,
            ["activityCategory"] = "Checks",
        };
        model["inputs"] = new JsonArray(Argument("Amount", "Int32"));
        model["outputs"] = new JsonArray(Argument("Verdict", "String"));
        model["outcomes"] = new JsonArray("Approved", "Rejected");
        var (status, body) = await host.PostAsync("/workflow-definitions", Request(model, publish: true));
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static async Task PublishAsync(
        ServerHost host,
        string id,
        string[] activities,
        (string From, string Port, string To)[] arrows,
        bool usable = false
    )
    {
        var model = Model(id, id, activities, arrows);
        model["options"] = new JsonObject { ["usableAsActivity"] = usable };
        var (status, body) = await host.PostAsync("/workflow-definitions", Request(model, publish: true));
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static JsonObject Request(JsonNode model, bool publish) =>
        new() { ["model"] = model.DeepClone(), ["publish"] = publish };

    private static JsonObject Model(
        string id,
        string name,
        string[] activities,
        (string From, string Port, string To)[] arrows
    ) =>
        new()
        {
            ["definitionId"] = id,
            ["name"] = name,
            ["root"] = new JsonObject
            {
                ["id"] = "flow",
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["activities"] = new JsonArray([.. activities.Select(a => JsonNode.Parse(a)!)]),
                ["connections"] = new JsonArray([.. arrows.Select(Arrow)]),
            },
        };

    private static JsonNode Arrow((string From, string Port, string To) arrow) =>
        new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = arrow.From, ["port"] = arrow.Port },
            ["target"] = new JsonObject { ["activity"] = arrow.To, ["port"] = "In" },
        };

    private static JsonObject Argument(string name, string type) =>
        new()
        {
            ["type"] = type,
            ["name"] = name,
            ["displayName"] = name,
            ["description"] = "",
            ["category"] = "",
            ["uiHint"] = "singleline",
        };

    private static string Use(string id, string amount, int version = 0)
    {
        var use = JsonNode.Parse(UseOf(id, "check", "AmountCheck"))!;
        use["amount"] = Input("Int32", "JavaScript", amount);
        if (version > 0)
            use["version"] = version;
        return use.ToJsonString();
    }

    private static string UseOf(string id, string definition, string type) =>
        new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["workflowDefinitionId"] = definition,
        }.ToJsonString();

    private static string Output(string id, string name, string script) =>
        new JsonObject
        {
            ["id"] = id,
            ["type"] = "Elsa.SetOutput",
            ["version"] = 1,
            ["outputName"] = Input("String", "Literal", name),
            ["outputValue"] = Input("Object", "JavaScript", script),
        }.ToJsonString();

    private static JsonObject Input(string type, string language, JsonNode value) =>
        new()
        {
            ["typeName"] = type,
            ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
        };
}
