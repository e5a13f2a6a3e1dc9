using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;

namespace Elsa.Tests.Api;

/// <summary>Letting an activity of an instance begin from outside, each compared with what Elsa does.</summary>
public class SchedulingAlterationTests
{
    [Fact]
    public async Task An_activity_that_waits_begins_once_more_when_it_is_scheduled_by_its_id()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host);
        var started = await host.RunAsync("flow");

        var done = await AlterAsync(host, started.WorkflowInstanceId, ("ScheduleActivity", "ask"));

        ((bool)done["workflowHasScheduledWork"]!).ShouldBeTrue();
        var (_, instance) = await host.GetAsync($"/workflow-instances/{started.WorkflowInstanceId}");
        instance!["workflowState"]!["bookmarks"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task In_one_plan_what_waits_is_cancelled_and_the_flow_goes_on_elsewhere()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host);
        var started = await host.RunAsync("flow");

        var done = await AlterAsync(
            host,
            started.WorkflowInstanceId,
            ("CancelActivity", "ask"),
            ("ScheduleActivity", "tell")
        );

        ((bool)done["isSuccessful"]!).ShouldBeTrue();
        (await host.SubStatusAsync(started.WorkflowInstanceId)).ShouldBe("Finished");
        (await host.OutputAsync(started.WorkflowInstanceId, "Told")).ShouldBe("1");
    }

    private static Task PublishAsync(ServerHost host) =>
        host.PublishAsync("flow", Drawn.Ask("ask").ToJsonString(), Drawn.Tell("tell", "Told", "1").ToJsonString());

    private static async Task<JsonNode> AlterAsync(
        ServerHost host,
        string instance,
        params (string Type, string Activity)[] alterations
    )
    {
        var (status, body) = await host.PostAsync(
            "/alterations/run",
            new JsonObject
            {
                ["workflowInstanceIds"] = new JsonArray(instance),
                ["alterations"] = new JsonArray([
                    .. alterations.Select(a => new JsonObject { ["type"] = a.Type, ["activityId"] = a.Activity }),
                ]),
            }
        );
        status.ShouldBe(200, body?.ToJsonString());
        return body!["results"]![0]!;
    }
}
