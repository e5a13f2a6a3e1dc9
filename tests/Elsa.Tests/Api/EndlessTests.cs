using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using static Elsa.Tests.Runtime.Drawn;

namespace Elsa.Tests.Api;

/// <summary>Flows that would never end stop with an incident, and others are served.</summary>
public sealed class EndlessTests
{
    [Fact]
    public async Task An_event_that_causes_itself_stops_and_keeps_what_led_to_it()
    {
        await using var host = await ServerHost.StartAsync();
        var start = Activity("on", "Event", ("eventName", "String", "Literal", "Again"));
        start["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var again = Activity("again", "PublishEvent", ("eventName", "String", "Literal", "Again"));
        await PublishAsync(host, "storm", Chart([start, again], "on>again"));

        (await host.PostAsync("/events/Again/trigger", new JsonObject())).Status.ShouldBe(200);

        var (_, failed) = await host.GetAsync("/workflow-instances?subStatus=Faulted");
        ((int)failed!["totalCount"]!).ShouldBe(1);
        var (_, all) = await host.GetAsync("/workflow-instances?pageSize=1");
        ((int)all!["totalCount"]!).ShouldBeGreaterThan(100);
        await IsWellAsync(host);
    }

    [Fact]
    public async Task Two_subscribers_that_both_repeat_an_event_do_not_double_for_ever()
    {
        await using var host = await ServerHost.StartAsync();
        foreach (var id in new[] { "one", "two" })
        {
            var start = Activity("on", "Event", ("eventName", "String", "Literal", "Twice"));
            start["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
            var again = Activity("again", "PublishEvent", ("eventName", "String", "Literal", "Twice"));
            await PublishAsync(host, id, Chart([start, again], "on>again"));
        }

        (await host.PostAsync("/events/Twice/trigger", new JsonObject())).Status.ShouldBe(200);

        var (_, failed) = await host.GetAsync("/workflow-instances?subStatus=Faulted&pageSize=1");
        ((int)failed!["totalCount"]!).ShouldBeGreaterThan(0);
        await IsWellAsync(host);
    }

    [Fact]
    public async Task Short_scripts_in_a_long_loop_may_together_take_only_so_long()
    {
        await using var host = await ServerHost.StartAsync(services =>
            services.Configure<ScriptLimits>(limits => limits.Together = TimeSpan.FromMilliseconds(300))
        );
        var loop = Activity("for", "For", ("end", "Int32", "Literal", "40000"));
        loop["body"] = Script("slow", "for (let i = 0; i < 100000; i++) {}");
        await PublishAsync(host, "slow", loop);

        var (status, body) = await host.PostAsync("/workflow-definitions/slow/execute", new JsonObject());

        status.ShouldBe(200);
        ((string?)body!["workflowState"]!["incidents"]![0]!["message"])!.ShouldContain("together");
        await IsWellAsync(host);
    }

    [Fact]
    public async Task The_next_run_begins_with_its_own_time()
    {
        await using var host = await ServerHost.StartAsync(services =>
            services.Configure<ScriptLimits>(limits => limits.Together = TimeSpan.Zero)
        );
        await PublishAsync(host, "once", Script("once", "1 + 1"));
        await PublishAsync(host, "twice", Sequence("steps", [], Script("a", "1"), Script("b", "2")));

        // The first evaluation of a run always has time; the second finds it spent.
        foreach (var _ in new[] { 1, 2 })
            (await EndAsync(host, "once")).ShouldBe("Finished");
        (await EndAsync(host, "twice")).ShouldBe("Faulted");
    }

    [Theory]
    [InlineData("ForEach", "Array.from({ length: 200000 }, (_, i) => i)", "Finished")]
    [InlineData("ForEach", "null", "Faulted")]
    [InlineData("ParallelForEach", "null", "Finished")]
    public async Task A_loop_without_a_body_or_items_ends(string type, string items, string expected)
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "empty", Activity("each", type, ("items", "Object", "JavaScript", items)));

        (await EndAsync(host, "empty")).ShouldBe(expected);
        await IsWellAsync(host);
    }

    [Fact]
    public async Task More_items_at_once_than_a_burst_may_execute_are_refused_before_the_first_runs()
    {
        await using var host = await ServerHost.StartAsync();
        var loop = Activity(
            "each",
            "ParallelForEach",
            ("items", "Object", "JavaScript", "Array.from({ length: 60000 }, (_, i) => i)")
        );
        loop["body"] = Activity("write", "WriteLine");
        await PublishAsync(host, "many", loop);

        var (_, body) = await host.PostAsync("/workflow-definitions/many/execute", new JsonObject());

        ((string?)body!["workflowState"]!["incidents"]![0]!["message"])!.ShouldContain("60000");
        await IsWellAsync(host);
    }

    [Fact]
    public async Task Counting_ends_at_the_last_number_there_is()
    {
        await using var host = await ServerHost.StartAsync();
        var loop = Activity(
            "for",
            "For",
            ("start", "Int32", "Literal", "2147483646"),
            ("end", "Int32", "Literal", "2147483647")
        );
        loop["body"] = Activity("write", "WriteLine");
        await PublishAsync(host, "last", loop);

        (await EndAsync(host, "last")).ShouldBe("Finished");
    }

    private static async Task<string?> EndAsync(ServerHost host, string id)
    {
        var (status, body) = await host.PostAsync($"/workflow-definitions/{id}/execute", new JsonObject());
        status.ShouldBe(200);
        return (string?)body!["workflowState"]!["subStatus"];
    }

    private static async Task PublishAsync(ServerHost host, string id, JsonObject root)
    {
        var model = new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["root"] = root,
        };
        var (status, body) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = model, ["publish"] = true }
        );
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static async Task IsWellAsync(ServerHost host)
    {
        await PublishAsync(host, "well", Activity("w", "WriteLine"));
        (await EndAsync(host, "well")).ShouldBe("Finished");
    }
}
