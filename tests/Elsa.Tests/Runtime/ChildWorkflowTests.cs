using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Tests.Runtime;

/// <summary>Workflows that start workflows: at once, beside, many; waiting or not.</summary>
public class ChildWorkflowTests
{
    private const string Ask = """
        {"id":"ask","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"Literal","value":"?"}},
         "result":{"typeName":"String","memoryReference":{"id":"answer"}}}
        """;

    [Fact]
    public async Task A_child_that_ends_at_once_is_the_result()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("child", SetOutput("'got ' + getInput('Name')"));
        await host.PublishAsync("parent", Start("ExecuteWorkflow", "child", waits: true), Tell("$.Output.Answer"));

        var ran = await host.RunAsync("parent");

        ran.Status.ShouldBe(WorkflowStatus.Finished);
        ran.Output!["Told"].ShouldBe("got 张三");
        (await host.ChildrenAsync(ran.WorkflowInstanceId)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    public async Task A_parent_that_waits_goes_on_once_when_its_child_has_ended(string activity)
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("child", Ask, SetOutput("getInput('Answer')"));
        await host.PublishAsync("parent", Start(activity, "child", waits: true), Tell("$.Answer"));
        var parent = (await host.RunAsync("parent")).WorkflowInstanceId;
        (await host.SubStatusAsync(parent)).ShouldBe("Suspended");
        var child = (await host.ChildrenAsync(parent)).ShouldHaveSingleItem();

        await host.RestartAsync();
        var bookmark = await host.BookmarkAsync(child);
        var answer = new Dictionary<string, object> { ["Answer"] = "好" };
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.ResumeAsync(child, bookmark, answer)));

        (await host.SubStatusAsync(child)).ShouldBe("Finished");
        (await host.SubStatusAsync(parent)).ShouldBe("Finished");
        (await host.OutputAsync(parent, "Told")).ShouldBe("好");
        (await host.EventsAsync(parent, "tell")).Count(e => e == "Started").ShouldBe(1);
    }

    [Fact]
    public async Task A_parent_that_does_not_wait_goes_on_while_its_child_waits()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("child", Ask);
        await host.PublishAsync("parent", Start("DispatchWorkflow", "child", waits: false, correlation: "case-7"));

        var ran = await host.RunAsync("parent");

        ran.Status.ShouldBe(WorkflowStatus.Finished);
        var child = (await host.ChildrenAsync(ran.WorkflowInstanceId)).ShouldHaveSingleItem();
        var (_, body) = await host.GetAsync($"/workflow-instances/{child}");
        ((string?)body!["correlationId"]).ShouldBe("case-7");
        ((string?)body["subStatus"]).ShouldBe("Suspended");
    }

    [Fact]
    public async Task A_child_that_fails_lets_its_parent_go_on()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("child", Ask, """{"id":"bad","type":"Elsa.Fault","version":1}""");
        await host.PublishAsync("parent", Start("DispatchWorkflow", "child", waits: true), Tell("$"));
        var parent = (await host.RunAsync("parent")).WorkflowInstanceId;
        var child = (await host.ChildrenAsync(parent)).Single();

        await host.ResumeAsync(child, await host.BookmarkAsync(child));

        (await host.SubStatusAsync(child)).ShouldBe("Faulted");
        (await host.SubStatusAsync(parent)).ShouldBe("Finished");
    }

    [Fact]
    public async Task What_happens_to_a_child_and_its_parent_is_kept_together_or_not_at_all()
    {
        await using var host = await ServerHost.StartAsync(services =>
            services.AddScoped<
                Elsa.Mediator.Contracts.INotificationHandler<Elsa.Workflows.Runtime.Notifications.WorkflowStateCommitted>,
                FailWhenFinished
            >()
        );
        await host.PublishAsync("child", Ask);
        await host.PublishAsync("parent", Start("DispatchWorkflow", "child", waits: true));
        var parent = (await host.RunAsync("parent")).WorkflowInstanceId;
        var child = (await host.ChildrenAsync(parent)).Single();
        var bookmark = await host.BookmarkAsync(child);

        FailWhenFinished.Definition = "parent";
        await Should.ThrowAsync<InvalidOperationException>(() => host.ResumeAsync(child, bookmark));
        (await host.SubStatusAsync(child)).ShouldBe("Suspended");

        FailWhenFinished.Definition = "";
        await host.ResumeAsync(child, bookmark);
        (await host.SubStatusAsync(parent)).ShouldBe("Finished");
    }

    [Fact]
    public async Task Many_children_are_waited_for_and_each_is_handled()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("child", Ask);
        await host.PublishAsync("parent", Many("['a','b','c']"), Tell("'all'"));
        var parent = (await host.RunAsync("parent")).WorkflowInstanceId;
        var children = await host.ChildrenAsync(parent);
        children.Count.ShouldBe(3);
        var correlations = new List<string?>();

        foreach (var child in children)
        {
            (await host.SubStatusAsync(parent)).ShouldBe("Suspended");
            correlations.Add((string?)(await host.GetAsync($"/workflow-instances/{child}")).Body!["correlationId"]);
            await host.RestartAsync();
            await host.ResumeAsync(child, await host.BookmarkAsync(child));
        }

        correlations.ShouldBe(["c-a", "c-b", "c-c"], ignoreOrder: true);
        (await host.SubStatusAsync(parent)).ShouldBe("Finished");
        (await host.EventsAsync(parent, "handled")).Count(e => e == "Completed").ShouldBe(3);
    }

    [Fact]
    public async Task A_workflow_that_is_not_published_or_a_channel_that_is_not_there_is_an_incident()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("parent", Start("DispatchWorkflow", "nobody", waits: false));
        (await host.RunAsync("parent")).Incidents.Single().Message.ShouldContain("nobody");

        await host.PublishAsync("child", SetOutput("1"));
        await host.PublishAsync("parent", Start("DispatchWorkflow", "child", waits: false, channel: "fast"));
        (await host.RunAsync("parent")).Incidents.Single().Message.ShouldContain("channel");
    }

    [Fact]
    public async Task A_channel_that_the_host_names_may_be_used()
    {
        await using var host = await ServerHost.StartAsync(services =>
            services.Configure<WorkflowDispatcherOptions>(o => o.Channels.Add(new DispatcherChannel { Name = "fast" }))
        );
        await host.PublishAsync("child", SetOutput("1"));
        await host.PublishAsync("parent", Start("DispatchWorkflow", "child", waits: false, channel: "fast"));

        (await host.RunAsync("parent")).Incidents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    public async Task A_workflow_that_starts_itself_without_end_is_stopped(string activity)
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("endless", Start(activity, "endless", waits: true));

        await host.RunAsync("endless");

        var (_, faulted) = await host.GetAsync("/workflow-instances?subStatus=Faulted");
        ((int)faulted!["totalCount"]!).ShouldBeGreaterThan(0);
        var (_, running) = await host.GetAsync("/workflow-instances?status=Running");
        ((int)running!["totalCount"]!).ShouldBe(0);
    }

    [Fact]
    public async Task A_parent_that_is_cancelled_takes_its_children_with_it()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("child", Ask);
        await host.PublishAsync("parent", Start("DispatchWorkflow", "child", waits: true));
        var parent = (await host.RunAsync("parent")).WorkflowInstanceId;
        var child = (await host.ChildrenAsync(parent)).Single();

        await host.PostAsync($"/cancel/workflow-instances/{parent}", null);

        (await host.SubStatusAsync(parent)).ShouldBe("Cancelled");
        (await host.SubStatusAsync(child)).ShouldBe("Cancelled");
    }

    [Fact]
    public async Task A_task_is_asked_for_and_its_result_is_reported_over_the_api()
    {
        await using var host = await ServerHost.StartAsync();
        const string task = """
            {"id":"task","type":"Elsa.RunTask","version":1,
             "taskName":{"typeName":"String","expression":{"type":"Literal","value":"weigh"}},
             "payload":{"typeName":"ObjectDictionary","expression":{"type":"JavaScript","value":"({ what: 'parcel' })"}}}
            """;
        await host.PublishAsync("weighing", task, Tell("getOutputFrom('task').grams"));
        var ran = await host.RunAsync("weighing");
        var asked = (JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(ran.Bookmarks.Single().Payload)))!;
        ((string?)asked["TaskName"]).ShouldBe("weigh");

        await host.RestartAsync();
        var report = new JsonObject { ["result"] = new JsonObject { ["grams"] = 40 } };
        (await host.PostAsync("/tasks/nope/complete", report.DeepClone())).Status.ShouldBe(200);
        (await host.SubStatusAsync(ran.WorkflowInstanceId)).ShouldBe("Suspended");
        (await host.PostAsync($"/tasks/{asked["TaskId"]}/complete", report)).Status.ShouldBe(200);

        (await host.SubStatusAsync(ran.WorkflowInstanceId)).ShouldBe("Finished");
        (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBe("40");
    }

    private static string SetOutput(string script) => Output("set", "Answer", script);

    private static string Tell(string what) =>
        Output("tell", "Told", what.Replace("$", "getOutputFrom('start')", StringComparison.Ordinal));

    private static string Output(string id, string name, string script) =>
        new JsonObject
        {
            ["id"] = id,
            ["type"] = "Elsa.SetOutput",
            ["version"] = 1,
            ["outputName"] = Input("String", "Literal", name),
            ["outputValue"] = Input("Object", "JavaScript", script),
        }.ToJsonString();

    private static string Start(
        string type,
        string child,
        bool waits,
        string? correlation = null,
        string? channel = null
    ) =>
        new JsonObject
        {
            ["id"] = "start",
            ["type"] = "Elsa." + type,
            ["version"] = 1,
            ["workflowDefinitionId"] = Input("String", "Literal", child),
            ["correlationId"] = Input("String", "Literal", correlation ?? ""),
            ["input"] = Input("ObjectDictionary", "JavaScript", "({ Name: '张三' })"),
            ["waitForCompletion"] = Input("Boolean", "Literal", waits),
            ["channelName"] = Input("String", "Literal", channel ?? ""),
        }.ToJsonString();

    private static string Many(string items) =>
        new JsonObject
        {
            ["id"] = "many",
            ["type"] = "Elsa.BulkDispatchWorkflows",
            ["version"] = 1,
            ["workflowDefinitionId"] = Input("String", "Literal", "child"),
            ["items"] = Input("Object", "JavaScript", items),
            ["correlationIdFunction"] = Input("String", "JavaScript", "'c-' + getItem()"),
            ["childCompleted"] = JsonNode.Parse("""{"id":"handled","type":"Elsa.WriteLine","version":1}"""),
        }.ToJsonString();

    private static JsonObject Input(string type, string language, JsonNode value) =>
        new()
        {
            ["typeName"] = type,
            ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
        };
}

internal sealed class FailWhenFinished
    : Elsa.Mediator.Contracts.INotificationHandler<Elsa.Workflows.Runtime.Notifications.WorkflowStateCommitted>
{
    public static string Definition { get; set; } = "";

    public Task HandleAsync(
        Elsa.Workflows.Runtime.Notifications.WorkflowStateCommitted notification,
        CancellationToken cancellationToken
    ) =>
        notification.WorkflowState is { Status: WorkflowStatus.Finished } state && state.DefinitionId == Definition
            ? throw new InvalidOperationException("The disk is full.")
            : Task.CompletedTask;
}

/// <summary>What a test asks a server about its instances.</summary>
internal static class InstanceQuestions
{
    public static async Task<List<string>> ChildrenAsync(this ServerHost host, string parent)
    {
        var children = new List<string>();
        var (_, list) = await host.GetAsync("/workflow-instances?pageSize=100");
        foreach (var id in list!["items"]!.AsArray().Select(i => (string)i!["id"]!))
        {
            var (_, body) = await host.GetAsync($"/workflow-instances/{id}");
            if ((string?)body!["workflowState"]!["parentWorkflowInstanceId"] == parent)
                children.Add(id);
        }
        return children;
    }

    public static async Task<string?> SubStatusAsync(this ServerHost host, string id) =>
        (string?)(await host.GetAsync($"/workflow-instances/{id}")).Body!["subStatus"];

    public static async Task<string?> OutputAsync(this ServerHost host, string id, string name) =>
        (await host.GetAsync($"/workflow-instances/{id}")).Body!["workflowState"]!["output"]![name]?.ToString();

    public static async Task<List<string?>> EventsAsync(this ServerHost host, string id, string activity) =>
        [
            .. (await host.GetAsync($"/workflow-instances/{id}/journal")).Body!["items"]!
                .AsArray()
                .Where(e => (string?)e!["activityId"] == activity)
                .Select(e => (string?)e!["eventName"]),
        ];

    public static Task<string> BookmarkAsync(this ServerHost host, string instance) =>
        host.InScopeAsync(async services =>
            (
                await services
                    .GetRequiredService<IBookmarkStore>()
                    .FindManyAsync(new BookmarkFilter { WorkflowInstanceId = instance })
            )
                .Single()
                .Id
        );
}
