using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>What a process owner publishes by the calls that Studio makes governs the next case, and none that runs.</summary>
public sealed class PublishTests
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    [Theory, CombineDatabases]
    public async Task One_more_approval_step_governs_the_next_case_and_not_the_running_one(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var running = await company.StartAtAsync("gm-approval");
        var owner = await company.As("process-owner");

        var definition = await ReadAsync(owner);
        InsertAfter(definition, after: "gm-approval", step: "vp-approval", role: "vp");
        await PublishAsync(owner, definition);

        var next = await company.StartAtAsync("gm-approval");
        await company.EndAsync(next, "gm-approval", "gm");
        (await company.WaitingStepsAsync(next)).ShouldBe(["vp-approval"]);
        await (await company.As("vp")).DecideAsync(next, "Approved");
        (await company.WaitingStepsAsync(next)).ShouldBe(["organise"]);

        await company.EndAsync(running, "gm-approval", "gm");
        (await company.WaitingStepsAsync(running)).ShouldBe(["organise"]);
        await company.AdvanceAsync(running, from: "organise");
        (await company.WaitingStepsAsync(running)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edited_flow_is_not_overwritten_by_the_pack_at_the_next_start()
    {
        await using var host = await HostProcess.StartAsync(Database.Sqlite);
        var company = new Company(host.Address);
        var owner = await company.As("process-owner");
        var definition = await ReadAsync(owner);
        InsertAfter(definition, after: "cs-manager-review", step: "vp-approval", role: "vp");
        await PublishAsync(owner, definition);

        await host.RestartAsync();
        company.SignOutEverybody();

        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        (await company.WaitingStepsAsync(number)).ShouldBe(["vp-approval"]);
    }

    [Fact]
    public async Task An_approver_who_is_nobody_is_refused_also_inside_a_sequence()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");
        var definition = await ReadAsync(owner);
        var before = (int)definition["version"]!;
        var inner = new JsonObject
        {
            ["id"] = "inner",
            ["nodeId"] = "Workflow1:flowchart1:block:inner",
            ["type"] = "Workflows.Approve",
            ["version"] = 1,
            ["role"] = new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "nobody-has-it" },
            },
        };
        definition["root"]!["activities"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["id"] = "block",
                    ["nodeId"] = "Workflow1:flowchart1:block",
                    ["type"] = "Elsa.Sequence",
                    ["version"] = 1,
                    ["activities"] = new JsonArray(inner),
                }
            );

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Body.ShouldContain("nobody-has-it");
        var published = await owner.GetAsync($"{Definitions}/by-definition-id/correction?versionOptions=Published");
        ((int)published.Object["version"]!).ShouldBe(before);
    }

    [Theory]
    [InlineData("Approved")]
    [InlineData("Returned")]
    [InlineData("Rejected")]
    public async Task An_outcome_that_leads_nowhere_is_refused_and_named(string outcome)
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = (await app.SignInAsync("process-owner")).In("en");
        var definition = await ReadAsync(owner);
        var connections = definition["root"]!["connections"]!.AsArray();
        connections.Remove(connections.Single(c => Source(c) == "csManagerReview" && Port(c) == outcome));

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Body.ShouldContain($"its outcome {outcome} leads nowhere");
        reply.Body.ShouldContain("csManagerReview");
    }

    [Fact]
    public async Task A_copy_for_a_role_that_nobody_holds_is_refused_and_named()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = (await app.SignInAsync("process-owner")).In("en");
        var definition = await ReadAsync(owner);
        var copy = new JsonObject
        {
            ["id"] = "copy1",
            ["nodeId"] = "Workflow1:flowchart1:copy1",
            ["type"] = "Workflows.Copy",
            ["version"] = 1,
            ["role"] = new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "nobody-has-it" },
            },
        };
        definition["root"]!["activities"]!.AsArray().Add(copy);

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Body.ShouldContain("copy1: nobody holds the role nobody-has-it.");
    }

    // Studio's dialogue asks while the field is empty, and does not survive a refusal.
    [Fact]
    public async Task A_name_that_is_still_empty_is_no_error()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");

        (await owner.GetAsync($"{Definitions}/validation/is-name-unique?name=")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_draft_that_is_saved_but_not_published_governs_nothing()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var owner = await company.As("process-owner");
        var definition = await ReadAsync(owner);
        InsertAfter(definition, after: "cs-manager-review", step: "vp-approval", role: "vp");

        (await owner.PostAsync(Definitions, new { model = definition, publish = false })).ShouldBe(HttpStatusCode.OK);

        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,2]")]
    [InlineData("""{"model":null,"publish":true}""")]
    [InlineData("""{"model":{"root":{"type":7}},"publish":true}""")]
    public async Task A_body_that_is_no_definition_is_refused_and_the_flow_stays(string body)
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var owner = await company.As("process-owner");

        var reply = await owner.PostTextAsync(Definitions, body);

        ((int)reply.Status).ShouldBeInRange(400, 499, reply.Body);
        (await company.StartAsync()).ShouldStartWith("GZ-");
    }

    [Fact]
    public async Task A_delay_in_a_flow_runs_over_the_timers()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var owner = await company.As("process-owner");
        var definition = await ReadAsync(owner);
        InsertBetween(
            definition,
            after: "cs-manager-review",
            new JsonObject
            {
                ["id"] = "wait",
                ["nodeId"] = "Workflow1:flowchart1:wait",
                ["name"] = "wait",
                ["type"] = "Elsa.Delay",
                ["version"] = 1,
                ["timeSpan"] = new JsonObject
                {
                    ["typeName"] = "TimeSpan",
                    ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "02:00:00" },
                },
                ["customProperties"] = new JsonObject(),
                ["metadata"] = new JsonObject(),
            },
            outcome: "Done"
        );
        await PublishAsync(owner, definition);
        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        (await company.WaitingStepsAsync(number)).ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        await app.SweepAsync();
        (await company.WaitingStepsAsync(number)).ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SweepAsync();
        await app.SweepAsync();
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    private static async Task<JsonObject> ReadAsync(ApiClient owner) =>
        (await owner.GetAsync($"{Definitions}/by-definition-id/correction?versionOptions=Latest"))
            .ShouldBe(HttpStatusCode.OK)
            .Object;

    private static async Task PublishAsync(ApiClient owner, JsonObject definition)
    {
        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });
        reply.ShouldBe(HttpStatusCode.OK);
        ((bool)reply.Object["workflowDefinition"]!["isPublished"]!).ShouldBeTrue(reply.Body);
        (reply.Object["validationErrors"]?.AsArray().Count ?? 0).ShouldBe(0, reply.Body);
    }

    /// <summary>Puts another approval behind the one that has a step's key, as a process owner would draw it.</summary>
    private static void InsertAfter(JsonObject definition, string after, string step, string role)
    {
        var added = ActivityOf(definition, after).DeepClone().AsObject();
        added["id"] = "added";
        added["name"] = "added";
        added["nodeId"] = "Workflow1:flowchart1:added";
        added["step"]!["expression"]!["value"] = step;
        added["role"]!["expression"]!["value"] = role;
        InsertBetween(definition, after, added, outcome: "Approved");
        // Its other outcomes lead where those of its neighbour lead.
        var connections = definition["root"]!["connections"]!.AsArray();
        var source = (string)ActivityOf(definition, after)["id"]!;
        foreach (var connection in connections.Where(c => Source(c) == source && Port(c) != "Approved").ToList())
        {
            var copy = connection!.DeepClone();
            copy["source"]!["activity"] = "added";
            connections.Add(copy);
        }
    }

    private static void InsertBetween(JsonObject definition, string after, JsonObject added, string outcome)
    {
        var id = (string)added["id"]!;
        definition["root"]!["activities"]!.AsArray().Add(added);
        var connections = definition["root"]!["connections"]!.AsArray();
        var source = (string)ActivityOf(definition, after)["id"]!;
        var onward = connections.Single(c => Source(c) == source && Port(c) == "Approved")!;
        var beyond = onward.DeepClone();
        beyond["source"] = new JsonObject { ["activity"] = id, ["port"] = outcome };
        onward["target"] = new JsonObject { ["activity"] = id, ["port"] = "In" };
        connections.Add(beyond);
    }

    private static JsonObject ActivityOf(JsonObject definition, string step) =>
        definition["root"]!["activities"]!
            .AsArray()
            .Single(a => (string?)a!["step"]?["expression"]?["value"] == step)!
            .AsObject();

    private static string Source(JsonNode? connection) => (string)connection!["source"]!["activity"]!;

    private static string Port(JsonNode? connection) => (string)connection!["source"]!["port"]!;
}
