using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>What a process owner does to flows is written down, and two versions can be read side by side.</summary>
public sealed class FlowAuditTests
{
    private const string Definitions = "/elsa/api/workflow-definitions";
    private const string Acts = "/operations/flows?subject=memo";

    [Theory, CombineDatabases]
    public async Task Saving_and_publishing_is_recorded_with_who_and_what_changed(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var owner = await app.SignInAsync("process-owner");
        var memo = await ReadAsync(owner);
        Approval(memo)["due"]!["expression"]!["value"] = "05:00:00";
        memo["name"] = "签呈(新)";

        for (var times = 0; times < 3; times++)
            await SaveAsync(owner, memo, publish: false);
        await SaveAsync(owner, memo, publish: true);

        using var browser = await Page.SignInAsync(app.Address, "process-owner");
        var list = await Page.GetAsync(browser, Acts);
        list.Text.ShouldContain("保存草稿");
        list.Text.ShouldContain("共 3 次");
        list.Text.ShouldContain("发布");
        var difference = await Page.GetAsync(browser, "/operations/flows/memo/2");
        difference.Text.ShouldContain("与版本 1 相比");
        difference.Text.ShouldContain("memo.approveWithin");
        difference.Text.ShouldContain("05:00:00");
        difference.Text.ShouldContain("签呈(新)");
        difference.Text.ShouldNotContain("caseId");
    }

    [Fact]
    public async Task What_was_refused_and_what_only_reads_is_not_recorded()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");

        ((int)(await owner.PostTextAsync(Definitions, "{")).Status).ShouldBe(400);
        (await owner.PostAsync("/elsa/api/workflow-instances", new { page = 0, pageSize = 10 })).ShouldBe(
            HttpStatusCode.OK
        );

        (await app.InDbAsync(db => Task.FromResult(db.FlowActs.Count()))).ShouldBe(0);
    }

    [Fact]
    public async Task Retracting_and_deleting_are_recorded_and_nobody_else_reads_the_record()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");

        (await owner.PostAsync($"{Definitions}/memo/retract", new { })).ShouldBe(HttpStatusCode.OK);
        (await owner.DeleteAsync($"{Definitions}/memo")).Status.ShouldBe(HttpStatusCode.NoContent);

        var acts = await app.InDbAsync(db =>
            Task.FromResult(db.FlowActs.OrderBy(a => a.At).Select(a => a.Act).ToList())
        );
        acts.ShouldBe(["retracted", "deleted"]);
        using var clerk = await Page.SignInAsync(app.Address, "cs");
        using var reply = await clerk.GetAsync(Acts, TestContext.Current.CancellationToken);
        reply.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    private static async Task<JsonObject> ReadAsync(ApiClient owner) =>
        (await owner.GetAsync($"{Definitions}/by-definition-id/memo?versionOptions=Latest"))
            .ShouldBe(HttpStatusCode.OK)
            .Object;

    private static async Task SaveAsync(ApiClient owner, JsonObject definition, bool publish) =>
        (await owner.PostAsync(Definitions, new { model = definition, publish })).ShouldBe(HttpStatusCode.OK);

    private static JsonNode Approval(JsonObject memo) =>
        memo["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == "approval")!;
}
