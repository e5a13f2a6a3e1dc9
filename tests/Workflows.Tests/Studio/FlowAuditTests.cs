using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
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

    [Theory, CombineDatabases]
    public async Task Reverting_importing_and_what_is_done_to_many_is_recorded_with_name_and_version(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var owner = await app.SignInAsync("process-owner");
        var memo = await ReadAsync(owner);

        ((int)(await owner.PostAsync($"{Definitions}/memo/revert/1", new { })).Status).ShouldBe(201);
        (await owner.PostAsync($"{Definitions}/import", memo)).ShouldBe(HttpStatusCode.OK);
        await BulkAsync(owner, "publish");
        await BulkAsync(owner, "retract");

        var acts = await app.InDbAsync(db =>
            Task.FromResult(db.FlowActs.OrderBy(a => a.Id).Select(a => $"{a.Act} {a.Subject} {a.Version}").ToList())
        );
        acts.ShouldBe(["reverted memo 2", "imported memo 2", "retracted memo 2"]);
    }

    [Fact]
    public async Task Pausing_the_engine_and_going_on_is_recorded()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");

        foreach (var act in new[] { "pause", "resume" })
            (await owner.PostAsync($"/elsa/api/admin/workflow-runtime/{act}", new { })).ShouldBe(HttpStatusCode.OK);

        var acts = await app.InDbAsync(db =>
            Task.FromResult(db.FlowActs.OrderBy(a => a.Id).Select(a => a.Act).ToList())
        );
        acts.ShouldBe(["enginePaused", "engineResumed"]);
    }

    [Theory, CombineDatabases]
    public async Task Neither_the_edit_nor_its_record_is_there_without_the_other(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var owner = await app.SignInAsync("process-owner");
        var memo = await ReadAsync(owner);
        memo["name"] = "改过的签呈";
        var before = await EngineAsync(app);

        await using (await RefuseWritesAsync(app, "FlowActs"))
        {
            ((int)(await owner.PostAsync(Definitions, new { model = memo, publish = true })).Status).ShouldBe(500);
            ((int)(await owner.PostAsync($"{Definitions}/memo/retract", new { })).Status).ShouldBe(500);
            ((int)(await owner.DeleteAsync($"{Definitions}/memo")).Status).ShouldBe(500);
        }
        (await EngineAsync(app)).ShouldBe(before);

        await using (await RefuseWritesAsync(app, EngineRows.DefinitionsTable))
            ((int)(await owner.PostAsync(Definitions, new { model = memo, publish = true })).Status).ShouldBe(500);
        (await app.InDbAsync(db => Task.FromResult(db.FlowActs.Count()))).ShouldBe(0);
    }

    [Theory, CombineDatabases]
    public async Task Nothing_is_run_unrecorded_and_what_was_refused_leaves_no_record(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var owner = await app.SignInAsync("process-owner");
        var root = new
        {
            id = "root",
            type = "Elsa.Sequence",
            activities = Array.Empty<object>(),
        };
        (
            await owner.PostAsync(
                Definitions,
                new
                {
                    model = new
                    {
                        definitionId = "unrecorded",
                        name = "unrecorded",
                        root,
                    },
                    publish = true,
                }
            )
        ).ShouldBe(HttpStatusCode.OK);

        await using (await RefuseWritesAsync(app, "FlowActs"))
            ((int)(await owner.PostAsync($"{Definitions}/unrecorded/execute", new { })).Status).ShouldBe(500);
        (await RunsAsync(app)).ShouldBe(0);

        ((int)(await owner.PostAsync($"{Definitions}/nowhere/execute", new { })).Status).ShouldBe(404);
        (await owner.PostAsync($"{Definitions}/unrecorded/execute", new { })).ShouldBe(HttpStatusCode.OK);
        (await RunsAsync(app)).ShouldBe(1);
        var acts = await app.InDbAsync(db =>
            Task.FromResult(db.FlowActs.OrderBy(a => a.Id).Select(a => $"{a.Act} {a.Subject}").ToList())
        );
        acts.ShouldBe(["published unrecorded", "run unrecorded"]);
    }

    private static Task<int> RunsAsync(WorkflowsApp app) =>
        app.Database.InEngineAsync(db => Task.FromResult(db.Instances.Count(i => i.DefinitionId == "unrecorded")));

    private static async Task BulkAsync(ApiClient owner, string act) =>
        (
            await owner.PostAsync(
                $"/elsa/api/bulk-actions/{act}/workflow-definitions/by-definition-ids",
                new { definitionIds = new[] { "memo" } }
            )
        ).ShouldBe(HttpStatusCode.OK);

    private static Task<string> EngineAsync(WorkflowsApp app) =>
        app.Database.InEngineAsync(db =>
            Task.FromResult(
                string.Join(
                    ';',
                    db.Definitions.Where(d => d.DefinitionId == "memo")
                        .OrderBy(d => d.Version)
                        .Select(d => $"{d.Version} {d.Name} {d.IsPublished} {d.IsLatest}")
                )
            )
        );

    // As if the machine had gone down at the worst moment: what comes to this table is refused by the database.
    private static async Task<IAsyncDisposable> RefuseWritesAsync(WorkflowsApp app, string table)
    {
        var isSqlite = app.Database.Kind == Database.Sqlite;
        await RunAsync(
            app,
            isSqlite
                ? $"CREATE TRIGGER refused BEFORE INSERT ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'refused'); END"
                : $"""
                CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'refused'; END $$ LANGUAGE plpgsql;
                CREATE TRIGGER refused BEFORE INSERT ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse()
                """
        );
        return new Refusing(() => RunAsync(app, isSqlite ? "DROP TRIGGER refused" : "DROP FUNCTION refuse CASCADE"));
    }

    private static Task<int> RunAsync(WorkflowsApp app, string sql) =>
        app.Database.InEngineAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private sealed class Refusing(Func<Task<int>> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
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
