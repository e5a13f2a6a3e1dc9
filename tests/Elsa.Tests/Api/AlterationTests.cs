using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests.Api;

/// <summary>Changing instances that are under way.</summary>
public class AlterationTests
{
    private const string First = """
        {"id":"first","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"Literal","value":"1?"} } }
        """;

    private const string Second = """
        {"id":"second","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"Literal","value":"2?"} } }
        """;

    private const string Tell = """
        {"id":"tell","type":"Elsa.SetOutput","version":1,
         "outputName":{"typeName":"String","expression":{"type":"Literal","value":"Told"} },
         "outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"'limit ' + getLimit()"} } }
        """;

    [Fact]
    public async Task A_variable_is_modified_and_the_flow_reads_the_new_value()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Tell);
        var started = await host.RunAsync("flow");

        var wrong = await RunAsync(host, started.WorkflowInstanceId, Change("limit", "many"));
        var right = await RunAsync(host, started.WorkflowInstanceId, Change("limit", 70));
        await host.RestartAsync();
        await host.ResumeAsync(started.WorkflowInstanceId, started.Bookmarks.Single().Id);

        ((bool)wrong["isSuccessful"]!).ShouldBeFalse();
        ((bool)right["isSuccessful"]!).ShouldBeTrue();
        (await host.OutputAsync(started.WorkflowInstanceId, "Told")).ShouldBe("limit 70");
    }

    [Fact]
    public async Task An_instance_is_moved_to_another_version_that_has_a_place_for_it()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First);
        var started = await host.RunAsync("flow");
        await PublishAsync(host, First, Second);

        var moved = await RunAsync(host, started.WorkflowInstanceId, Migrate(2));
        var resumed = await host.ResumeAsync(started.WorkflowInstanceId, started.Bookmarks.Single().Id);

        ((bool)moved["isSuccessful"]!).ShouldBeTrue(moved.ToJsonString());
        resumed.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("second");
    }

    [Fact]
    public async Task A_version_without_a_place_for_what_is_under_way_is_refused_and_nothing_is_changed()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Tell);
        var started = await host.RunAsync("flow");
        await PublishAsync(host, Second);

        var refused = await RunAsync(host, started.WorkflowInstanceId, Change("limit", 7), Migrate(2));
        await host.ResumeAsync(started.WorkflowInstanceId, started.Bookmarks.Single().Id);

        ((bool)refused["isSuccessful"]!).ShouldBeFalse();
        refused["log"]!.ToJsonString().ShouldContain("first");
        (await host.OutputAsync(started.WorkflowInstanceId, "Told")).ShouldBe("limit 5");
    }

    [Fact]
    public async Task What_failed_is_tried_again_and_goes_on()
    {
        await using var host = await ServerHost.StartAsync();
        const string picky = """
            {"id":"picky","type":"Elsa.RunJavaScript","version":1,
             "script":{"typeName":"String","expression":{"type":"Literal","value":"if (getLimit() < 10) throw new Error('too little')"} } }
            """;
        await PublishAsync(host, picky, Tell);
        var started = await host.RunAsync("flow");
        (await host.SubStatusAsync(started.WorkflowInstanceId)).ShouldBe("Faulted");
        var retry = new JsonObject { ["workflowInstanceIds"] = new JsonArray(started.WorkflowInstanceId) };

        await host.PostAsync("/alterations/workflows/retry", retry.DeepClone());
        (await host.SubStatusAsync(started.WorkflowInstanceId)).ShouldBe("Faulted");
        await RunAsync(host, started.WorkflowInstanceId, Change("limit", 20), Again("picky"));

        (await host.SubStatusAsync(started.WorkflowInstanceId)).ShouldBe("Finished");
        (await host.OutputAsync(started.WorkflowInstanceId, "Told")).ShouldBe("limit 20");
        var (_, body) = await host.GetAsync($"/workflow-instances/{started.WorkflowInstanceId}");
        ((int)body!["incidentCount"]!).ShouldBe(0);
    }

    [Fact]
    public async Task An_activity_is_cancelled_and_its_bookmark_is_gone()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Tell);
        var started = await host.RunAsync("flow");

        var done = await RunAsync(
            host,
            started.WorkflowInstanceId,
            new JsonObject { ["type"] = "CancelActivity", ["activityId"] = "first" }
        );
        var again = await RunAsync(
            host,
            started.WorkflowInstanceId,
            new JsonObject { ["type"] = "CancelActivity", ["activityId"] = "first" }
        );

        ((bool)done["isSuccessful"]!).ShouldBeTrue();
        ((bool)again["isSuccessful"]!).ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(() => host.BookmarkAsync(started.WorkflowInstanceId));
    }

    [Fact]
    public async Task A_plan_alters_what_its_filter_means_and_tells_about_each()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Tell);
        var one = await host.RunAsync("flow", correlationId: "one");
        await host.RunAsync("flow", correlationId: "two");
        var filter = new JsonObject { ["correlationIds"] = new JsonArray("one") };

        var (_, meant) = await host.PostAsync("/alterations/dry-run", filter.DeepClone());
        var (_, none) = await host.PostAsync("/alterations/dry-run", new JsonObject());
        var plan = new JsonObject { ["filter"] = filter, ["alterations"] = new JsonArray(Change("limit", 9)) };
        var (_, submitted) = await host.PostAsync("/alterations/submit", plan);
        var (_, told) = await host.GetAsync($"/alterations/{submitted!["planId"]}");

        meant!["workflowInstanceIds"]!.AsArray().Select(i => (string?)i).ShouldBe([one.WorkflowInstanceId]);
        none!["workflowInstanceIds"]!.AsArray().ShouldBeEmpty();
        ((string?)told!["jobs"]![0]!["workflowInstanceId"]).ShouldBe(one.WorkflowInstanceId);
        ((string?)told["jobs"]![0]!["status"]).ShouldBe("Completed");
    }

    [Fact]
    public async Task A_filter_by_activity_means_what_runs_and_has_executed_it()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Second);
        var waits = await host.RunAsync("flow", correlationId: "a");
        var further = await host.RunAsync("flow", correlationId: "b");
        await host.ResumeAsync(further.WorkflowInstanceId, further.Bookmarks.Single().Id);
        var done = await host.RunAsync("flow", correlationId: "c");
        var second = await host.ResumeAsync(done.WorkflowInstanceId, done.Bookmarks.Single().Id);
        await host.ResumeAsync(done.WorkflowInstanceId, second.Bookmarks.Single().Id);

        (await MeantAsync(host, """{"activityFilters":[{"activityId":"first"}]}""")).ShouldBe(
            [waits.WorkflowInstanceId, further.WorkflowInstanceId],
            ignoreOrder: true
        );
        (await MeantAsync(host, """{"activityFilters":[{"activityId":"first","status":"Running"}]}""")).ShouldBe([
            waits.WorkflowInstanceId,
        ]);
        (await MeantAsync(host, """{"activityFilters":[{"nodeId":"Workflow1:chart:second"}]}""")).ShouldBe([
            further.WorkflowInstanceId,
        ]);
        (
            await MeantAsync(
                host,
                """{"definitionIds":["flow"],"activityFilters":[{"activityId":"first","status":"Completed"},{"activityId":"second"}]}"""
            )
        ).ShouldBe([further.WorkflowInstanceId]);
        (
            await MeantAsync(host, """{"correlationIds":["a"],"activityFilters":[{"activityId":"second"}]}""")
        ).ShouldBeEmpty();
        (
            await host.SendAsync(
                HttpMethod.Post,
                "/alterations/dry-run",
                """{"activityFilters":[{"activityId":"first","status":"Asleep"}]}"""
            )
        ).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_plan_and_a_pause_outlive_the_host_and_hold_for_every_host()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Tell);
        var one = await host.RunAsync("flow", correlationId: "one");
        var plan = new JsonObject
        {
            ["filter"] = new JsonObject { ["correlationIds"] = new JsonArray("one") },
            ["alterations"] = new JsonArray(Change("limit", 9)),
        };
        var (_, submitted) = await host.PostAsync("/alterations/submit", plan);
        await host.PostAsync("/admin/workflow-runtime/pause", new JsonObject { ["reason"] = "stocktaking" });

        await host.RestartAsync();
        await using var another = await host.StartAnotherAsync();
        var (_, told) = await another.GetAsync($"/alterations/{submitted!["planId"]}");
        var (_, paused) = await another.GetAsync("/admin/workflow-runtime/status");
        var (refused, _) = await another.PostAsync("/workflow-definitions/flow/execute", new JsonObject());
        await another.PostAsync("/admin/workflow-runtime/resume", new JsonObject());
        var (taken, _) = await host.PostAsync("/workflow-definitions/flow/execute", new JsonObject());

        ((string?)told!["plan"]!["status"]).ShouldBe("Completed");
        ((string?)told["jobs"]![0]!["workflowInstanceId"]).ShouldBe(one.WorkflowInstanceId);
        told["jobs"]![0]!["log"]!.AsArray().ShouldNotBeEmpty();
        ((string?)paused!["state"]!["pauseReasonText"]).ShouldBe("stocktaking");
        refused.ShouldBe(503);
        taken.ShouldBe(200);
    }

    [Fact]
    public async Task A_plan_whose_host_died_is_finished_by_the_next_and_nothing_is_done_twice()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Tell);
        var instances = new[] { await host.RunAsync("flow"), await host.RunAsync("flow") };
        var filter = new JsonObject
        {
            ["workflowInstanceIds"] = new JsonArray([.. instances.Select(i => (JsonNode)i.WorkflowInstanceId)]),
        };
        var plan = new JsonObject { ["filter"] = filter, ["alterations"] = new JsonArray(Change("limit", 9)) };
        var (_, submitted) = await host.PostAsync("/alterations/submit", plan);
        var id = (string)submitted!["planId"]!;
        // As if it had died after the first of two.
        await host.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IElsaSession>().Db;
            await db.AlterationPlans.ExecuteUpdateAsync(set =>
                set.SetProperty(p => p.CompletedAt, (DateTimeOffset?)null)
            );
            return await db
                .AlterationJobs.Where(j => j.InstanceId == instances[1].WorkflowInstanceId)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.Status, "Pending"));
        });
        await RunAsync(host, instances[0].WorkflowInstanceId, Change("limit", 11));
        await RunAsync(host, instances[1].WorkflowInstanceId, Change("limit", 11));

        await host.RestartAsync();
        await CompletedAsync(host, id);

        foreach (var instance in instances)
            await host.ResumeAsync(instance.WorkflowInstanceId, instance.Bookmarks.Single().Id);
        (await host.OutputAsync(instances[0].WorkflowInstanceId, "Told")).ShouldBe("limit 11");
        (await host.OutputAsync(instances[1].WorkflowInstanceId, "Told")).ShouldBe("limit 9");
    }

    private static async Task CompletedAsync(ServerHost host, string plan)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (
            var i = 0;
            (string?)(await host.GetAsync($"/alterations/{plan}")).Body!["plan"]!["status"] != "Completed";
            i++
        )
        {
            i.ShouldBeLessThan(1200, "nobody goes on with the plan");
            await looks.WaitForNextTickAsync();
        }
    }

    private static async Task<string?[]> MeantAsync(ServerHost host, string filter) =>
        [
            .. (await host.SendAsync(HttpMethod.Post, "/alterations/dry-run", filter)).Body!["workflowInstanceIds"]!
                .AsArray()
                .Select(i => (string?)i),
        ];

    [Theory]
    [InlineData("""{"workflowInstanceIds":["x"]}""")]
    [InlineData("""{"alterations":[{"type":"Format"}],"workflowInstanceIds":["x"]}""")]
    [InlineData("""{"alterations":[{"type":"Migrate"}],"workflowInstanceIds":["x"]}""")]
    [InlineData("""{"alterations":[7],"workflowInstanceIds":["x"]}""")]
    public async Task What_is_no_alteration_is_refused(string body)
    {
        await using var host = await ServerHost.StartAsync();
        (await host.SendAsync(HttpMethod.Post, "/alterations/run", body)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_paused_runtime_takes_no_new_work_until_it_is_resumed()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, Tell);

        var (_, paused) = await host.PostAsync(
            "/admin/workflow-runtime/pause",
            new JsonObject { ["reason"] = "stocktaking" }
        );
        var (refused, _) = await host.PostAsync("/workflow-definitions/flow/execute", new JsonObject());
        await host.PostAsync("/admin/workflow-runtime/resume", new JsonObject());
        var (taken, _) = await host.PostAsync("/workflow-definitions/flow/execute", new JsonObject());

        ((string?)paused!["state"]!["pauseReasonText"]).ShouldBe("stocktaking");
        ((bool)paused["state"]!["isAcceptingNewWork"]!).ShouldBeFalse();
        refused.ShouldBe(503);
        taken.ShouldBe(200);
    }

    [Fact]
    public async Task An_exported_instance_is_taken_in_again_and_goes_on()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, First, Tell);
        var started = await host.RunAsync("flow");
        var file = await host.Http.GetByteArrayAsync(
            $"/elsa/api/workflow-instances/{started.WorkflowInstanceId}/export"
        );
        await host.SendAsync(HttpMethod.Delete, $"/workflow-instances/{started.WorkflowInstanceId}", null);

        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "files", "instance.json" } };
        using var reply = await host.Http.PostAsync("/elsa/api/bulk-actions/import/workflow-instances", form);
        using var junk = new MultipartFormDataContent { { new ByteArrayContent("{}"u8.ToArray()), "files", "x.json" } };
        using var refused = await host.Http.PostAsync("/elsa/api/bulk-actions/import/workflow-instances", junk);

        ((int)reply.StatusCode).ShouldBe(200);
        ((int)refused.StatusCode).ShouldBe(400);
        await host.ResumeAsync(started.WorkflowInstanceId, await host.BookmarkAsync(started.WorkflowInstanceId));
        (await host.SubStatusAsync(started.WorkflowInstanceId)).ShouldBe("Finished");
    }

    private static async Task PublishAsync(ServerHost host, params string[] activities)
    {
        var ids = activities.Select(a => (string)JsonNode.Parse(a)!["id"]!).ToArray();
        var arrows = ids.Zip(
            ids.Skip(1),
            (from, to) =>
                (JsonNode)
                    new JsonObject
                    {
                        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
                        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
                    }
        );
        var model = new JsonObject
        {
            ["definitionId"] = "flow",
            ["name"] = "flow",
            ["variables"] = JsonNode.Parse(
                """[{"id":"limit","name":"Limit","typeName":"Int32","value":"5","storageDriverTypeName":"WorkflowInstanceStorageDriver"}]"""
            ),
            ["root"] = new JsonObject
            {
                ["id"] = "chart",
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["activities"] = new JsonArray([.. activities.Select(a => JsonNode.Parse(a))]),
                ["connections"] = new JsonArray([.. arrows]),
            },
        };
        var (status, body) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = model, ["publish"] = true }
        );
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static async Task<JsonNode> RunAsync(ServerHost host, string instance, params JsonObject[] alterations)
    {
        var (status, body) = await host.PostAsync(
            "/alterations/run",
            new JsonObject
            {
                ["workflowInstanceIds"] = new JsonArray(instance),
                ["alterations"] = new JsonArray([.. alterations]),
            }
        );
        status.ShouldBe(200, body?.ToJsonString());
        return body!["results"]![0]!;
    }

    private static JsonObject Change(string variable, JsonNode value) =>
        new()
        {
            ["type"] = "ModifyVariable",
            ["variableId"] = variable,
            ["value"] = value,
        };

    private static JsonObject Migrate(int version) => new() { ["type"] = "Migrate", ["targetVersion"] = version };

    private static JsonObject Again(string activity) =>
        new() { ["type"] = "ScheduleActivity", ["activityId"] = activity };
}
