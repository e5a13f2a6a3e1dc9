using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Tests.Runtime;

public class RuntimeTests
{
    private const string AskFirst = """
        {"id":"first","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"JavaScript","value":"'Is ' + getInput('Amount') + ' fine?'"}}}
        """;

    private const string AskSecond = """
        {"id":"second","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"Literal","value":"好吗？"}}}
        """;

    [Fact]
    public async Task A_flow_waits_survives_a_restart_and_goes_on()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("asking", AskFirst, AskSecond);

        var started = await host.RunAsync("asking", new Dictionary<string, object> { ["Amount"] = 3 }, "case-1");
        started.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        var first = started.Bookmarks.ShouldHaveSingleItem();

        await host.RestartAsync();
        var resumed = await host.ResumeAsync(started.WorkflowInstanceId, first.Id, Answer("yes"));
        var second = resumed.Bookmarks.ShouldHaveSingleItem();
        second.ActivityId.ShouldBe("second");

        await host.RestartAsync();
        var ended = await host.ResumeAsync(started.WorkflowInstanceId, second.Id, Answer("好"));
        ended.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        ended.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_who_resume_the_same_bookmark_one_wins()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("asking", AskFirst, AskSecond);
        var started = await host.RunAsync("asking", new Dictionary<string, object> { ["Amount"] = 3 });
        var bookmark = started.Bookmarks.Single().Id;

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => host.ResumeAsync(started.WorkflowInstanceId, bookmark, Answer("yes")))
        );

        var (_, journal) = await host.GetAsync($"/workflow-instances/{started.WorkflowInstanceId}/journal");
        journal!["items"]!
            .AsArray()
            .Count(e => (string?)e!["activityId"] == "second" && (string?)e["eventName"] == "Started")
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_instance_waits_for_nothing_any_more()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("asking", AskFirst);
        var started = await host.RunAsync("asking", new Dictionary<string, object> { ["Amount"] = 3 });

        var (status, _) = await host.PostAsync($"/cancel/workflow-instances/{started.WorkflowInstanceId}", null);
        status.ShouldBe(200);

        var after = await host.ResumeAsync(started.WorkflowInstanceId, started.Bookmarks.Single().Id, Answer("late"));
        after.SubStatus.ShouldBe(WorkflowSubStatus.Cancelled);
    }

    [Fact]
    public async Task A_running_instance_stays_on_its_version()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("asking", AskFirst, AskSecond);
        var started = await host.RunAsync("asking", new Dictionary<string, object> { ["Amount"] = 3 });
        await host.PublishAsync("asking", AskFirst);

        var resumed = await host.ResumeAsync(started.WorkflowInstanceId, started.Bookmarks.Single().Id, Answer("yes"));

        resumed.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("second");
    }

    [Fact]
    public async Task An_event_starts_what_it_triggers_and_resumes_what_waits_for_it()
    {
        const string startEvent = """
            {"id":"start","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},
             "eventName":{"typeName":"String","expression":{"type":"Literal","value":"arrived"}}}
            """;
        const string waitEvent = """
            {"id":"wait","type":"Elsa.Event","version":1,
             "eventName":{"typeName":"String","expression":{"type":"Literal","value":"paid"}}}
            """;
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("by-event", startEvent, waitEvent);

        await PublishEventAsync(host, "arrived");
        (await CountAsync(host, "Running")).ShouldBe(1);
        await PublishEventAsync(host, "paid");
        (await CountAsync(host, "Finished")).ShouldBe(1);

        await host.PostAsync("/workflow-definitions/by-event/retract", null);
        await PublishEventAsync(host, "arrived");
        (await CountAsync(host, "Running")).ShouldBe(0);
    }

    private static Task PublishEventAsync(ServerHost host, string name) =>
        host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IEventPublisher>().PublishAsync(name);
            return true;
        });

    private static async Task<int> CountAsync(ServerHost host, string status)
    {
        var (_, body) = await host.GetAsync($"/workflow-instances?status={status}");
        return (int)body!["totalCount"]!;
    }

    private static Dictionary<string, object> Answer(string answer) => new() { ["Answer"] = answer };
}
