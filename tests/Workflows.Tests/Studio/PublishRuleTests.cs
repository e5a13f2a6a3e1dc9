using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Activities;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>What publishing refuses (design section 6), by the calls that Studio makes: every approver resolves to somebody,
/// every outcome leads somewhere, what is named exists, nothing needed is left empty. The message names the activity.</summary>
public sealed class PublishRuleTests(SharedApps apps)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    public static TheoryData<string, string, string, string> Refused =>
        new()
        {
            { "Workflows.Assign", "", "", "it names nobody" },
            { "Workflows.Approve", "role", "nobody-has-it", "nobody holds the role nobody-has-it" },
            { "Workflows.Assign", "person", "ghost", "there is nobody called ghost" },
            { "Workflows.Assign", "person", "*\"ghost\"", "there is nobody called ghost" },
            { "Workflows.Assign", "relation", "cousin", "there is no relation cousin" },
            { "Workflows.Approve", "signers", "gm, ghost", "there is nobody called ghost" },
            { "Workflows.SendMail", "", "", "it names nobody" },
            { "Workflows.Copy", "", "", "it names nobody" },
            { "Workflows.AssignEach", "", "", "it names nobody" },
            { "Workflows.AssignEach", "people", "[\"gm\", \"ghost\"]", "there is nobody called ghost" },
            { "Workflows.Gather", "", "", "it names nobody" },
            { "Workflows.Gather", "departments", "*[\"rnd\", \"moon\"]", "there is no department moon" },
            { "Workflows.Register", "departments", "[\"moon\"]", "there is no department moon" },
            { "Workflows.Register", "departments", "[\"rnd\"]", "Form is not given" },
            { "Workflows.Register", "form", "no-such-form", "there is no form no-such-form" },
            { "Workflows.EndEmployment", "person", "ghost", "there is nobody called ghost" },
            { "Workflows.RecordAbsence", "deputy", "ghost", "there is nobody called ghost" },
            { "Workflows.RecordAbsence", "from", "tomorrow", "tomorrow is no day" },
            { "Workflows.HandOver", "successors", "ghost", "there is nobody called ghost" },
            { "Workflows.HandOver", "", "", "Person is not given" },
            { "Workflows.StartCase", "", "", "Process is not given" },
            { "Workflows.StartCase", "process", "nothing", "there is no process nothing" },
            { "Workflows.StartCase", "data", "[1]", "must be a JSON object" },
            { "Workflows.Letter", "template", "nothing", "there is no letter nothing" },
            { "Workflows.StartDeadline", "limit", "no.such.limit", "the policy has no duration no.such.limit" },
            { "Workflows.WaitForDay", "day", "31.12.2026", "31.12.2026 is no day" },
            { "Workflows.RemindOpen", "until", "2026-12-31", "Before is not given" },
            { "Workflows.ApproveChain", "levels", "0", "at least one" },
            { "Workflows.ApproveChain", "levels", "no.such.number", "the policy has no number no.such.number" },
            { "Workflows.Approve", "mode", "Sometimes", "Mode cannot be Sometimes" },
            { "Workflows.Approve", "quorum", "most", "the quorum most is neither" },
            { "Workflows.Approve", "returnTargets", "[\"moon\"]", "a step that the flow does not have" },
            { "Workflows.Approve", "returnTargets", "[\"organise\"]", "which only comes after it" },
            { "Workflows.Approve", "form", "leave", "there is no form leave in Customer-data correction" },
            { "Workflows.CheckNotice", "day", "2026-12-31", "its outcome Short leads nowhere" },
            { "Workflows.EndEmployment", "", "", "its outcome LastAdministrator leads nowhere" },
            { "Workflows.ApplyCorrection", "", "", "its outcome Conflict leads nowhere" },
            { "Elsa.Delay", "timeSpan", "five minutes", "Time Span: 'five minutes' is no duration" },
            { "Elsa.StartAt", "dateTime", "tomorrow", "Date Time: 'tomorrow' is no moment" },
            { "Elsa.HttpEndpoint", "requestSizeLimit", "big", "Request Size Limit: 'big' is no whole number" },
            { "Elsa.HttpEndpoint", "authorize", "perhaps", "Authorize: 'perhaps' is neither true nor false" },
        };

    [Theory, MemberData(nameof(Refused))]
    public async Task What_can_be_known_to_be_wrong_is_refused_and_named(
        string type,
        string input,
        string value,
        string why
    )
    {
        var owner = await OwnerAsync("en");
        var definition = await ReadAsync(owner);
        // Behind the first review: what the flow leads to afterwards has not been passed.
        Insert(definition, Activity(type, input, value));

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Status.ShouldBe(HttpStatusCode.BadRequest, reply.Body);
        reply.Body.Unescaped().ShouldContain("«added» (added): ");
        reply.Body.Unescaped().ShouldContain(why);
    }

    [Theory]
    [InlineData("zh-CN", "«added» (added)：没有指定由谁办理或接收。")]
    [InlineData("zh-TW", "«added» (added)：沒有指定由誰辦理或接收。")]
    [InlineData("en", "«added» (added): it names nobody.")]
    public async Task It_is_said_in_the_language_of_who_publishes(string language, string message)
    {
        var owner = await OwnerAsync(language);
        var definition = await ReadAsync(owner);
        Insert(definition, Activity("Workflows.Assign", "", ""));

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Body.Unescaped().ShouldContain(message);
    }

    [Fact]
    public async Task A_flow_of_cases_that_archives_nothing_is_refused()
    {
        var owner = await OwnerAsync("en");
        var definition = await ReadAsync(owner);
        foreach (var archive in definition["root"]!["activities"]!.AsArray().Where(a => IsArchive(a)))
            archive!["type"] = "Workflows.StopDeadline";

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Status.ShouldBe(HttpStatusCode.BadRequest, reply.Body);
        reply.Body.ShouldContain("The flow has no Archive");
    }

    [Fact]
    public async Task An_arrow_from_an_outcome_that_there_is_not_is_refused()
    {
        var owner = await OwnerAsync("en");
        var definition = await ReadAsync(owner);
        Insert(definition, Activity("Workflows.Assign", "role", "cs"), port: "Approved");

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Status.ShouldBe(HttpStatusCode.BadRequest, reply.Body);
        reply.Body.ShouldContain("an arrow leaves by Approved, an outcome it does not have");
    }

    [Fact]
    public async Task Somebody_who_has_left_is_refused_by_name()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var admin = await company.As("admin");
        (await admin.PostAsync("/api/people/finance/deactivate", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        var owner = (await company.As("process-owner")).In("en");
        var definition = await ReadAsync(owner);
        Insert(definition, Activity("Workflows.Assign", "person", "finance"));

        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });

        reply.Body.Unescaped().ShouldContain("(finance) no longer works here");
    }

    [Theory]
    [InlineData("Workflows.Assign", "", "")]
    [InlineData("Workflows.Approve", "returnTargets", "[\"moon\"]")]
    [InlineData("Workflows.Unheard", "", "")]
    public async Task A_draft_can_always_be_saved(string type, string input, string value)
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");
        var definition = await ReadAsync(owner);
        Insert(definition, Activity(type, input, value));

        (await owner.PostAsync(Definitions, new { model = definition, publish = false })).ShouldBe(HttpStatusCode.OK);

        var kept = await owner.GetAsync($"{Definitions}/by-definition-id/correction?versionOptions=Latest");
        kept.Body.ShouldContain(type);
    }

    private async Task<ApiClient> OwnerAsync(string language) =>
        (await (await apps.On(Database.Sqlite)).SignInAsync("process-owner")).In(language);

    // What was refused is kept as a draft: the next test begins with what is in force.
    private static async Task<JsonObject> ReadAsync(ApiClient owner) =>
        (await owner.GetAsync($"{Definitions}/by-definition-id/correction?versionOptions=Published"))
            .ShouldBe(HttpStatusCode.OK)
            .Object;

    /// <param name="value">A literal; behind a star a script.</param>
    private static JsonObject Activity(string type, string input, string value) =>
        input.Length == 0 ? FlowEditor.Activity("added", type)
        : value.StartsWith('*') ? FlowEditor.Activity("added", type, (input, "JavaScript", value[1..]))
        : value.StartsWith('[') ? FlowEditor.Activity("added", type, (input, "Object", value))
        : FlowEditor.Activity("added", type, (input, "Literal", value));

    private static void Insert(JsonObject definition, JsonObject added, string? port = null)
    {
        var connections = definition["root"]!["connections"]!.AsArray();
        definition["root"]!["activities"]!.AsArray().Add(added);
        var onward = connections.Single(c =>
            (string?)c!["source"]!["activity"] == "csManagerReview" && (string?)c["source"]!["port"] == "Approved"
        )!;
        var beyond = onward.DeepClone();
        beyond["source"] = new JsonObject { ["activity"] = "added", ["port"] = port ?? "Done" };
        onward["target"] = new JsonObject { ["activity"] = "added", ["port"] = "In" };
        connections.Add(beyond);
    }

    private static bool IsArchive(JsonNode? activity) => (string?)activity!["type"] == "Workflows.Archive";
}
