using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Tests.Runtime;

/// <summary>However an instance is to be started, its definition's activation strategy is asked.</summary>
public class ActivationTests
{
    private const string Ask = """
        {"id":"ask","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"Literal","value":"?"} } }
        """;

    private const string OnEvent = """
        {"id":"event","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},
         "eventName":{"typeName":"String","expression":{"type":"Literal","value":"Go"} } }
        """;

    [Theory]
    [InlineData("SingletonStrategy", "a", "b", false)]
    [InlineData("CorrelatedSingletonStrategy", "a", "b", true)]
    [InlineData("CorrelatedSingletonStrategy", "a", "a", false)]
    [InlineData("CorrelationStrategy", "a", "b", true)]
    [InlineData("CorrelationStrategy", "a", "a", false)]
    public async Task The_api_starts_what_may_start(string strategy, string first, string second, bool mayStart)
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "single", strategy, Ask);
        var correlated = new JsonObject { ["correlationId"] = second };
        await host.PostAsync("/workflow-definitions/single/execute", new JsonObject { ["correlationId"] = first });

        using var executed = await host.Http.PostAsync(
            "/elsa/api/workflow-definitions/single/execute",
            new StringContent(correlated.ToJsonString(), System.Text.Encoding.UTF8, "application/json")
        );
        ((int)executed.StatusCode).ShouldBe(200);
        executed.Headers.GetValues("x-elsa-workflow-cannot-start").ShouldBe([mayStart ? "False" : "True"]);
        (await RunningAsync(host, "single")).ShouldBe(mayStart ? 2 : 1);
        var (dispatched, _) = await host.PostAsync("/workflow-definitions/single/dispatch", correlated.DeepClone());
        dispatched.ShouldBe(409);
        correlated["count"] = 3;
        var (bulk, _) = await host.PostAsync("/workflow-definitions/single/bulk-dispatch", correlated.DeepClone());
        bulk.ShouldBe(409);
    }

    [Fact]
    public async Task A_bulk_start_starts_as_many_as_may()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "single", "SingletonStrategy", Ask);

        var (status, body) = await host.PostAsync(
            "/workflow-definitions/single/bulk-dispatch",
            new JsonObject { ["count"] = 3 }
        );

        status.ShouldBe(200);
        body!["workflowInstanceIds"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_trigger_starts_no_second_one()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "single", "SingletonStrategy", OnEvent, Ask);

        for (var i = 0; i < 3; i++)
            await host.PostAsync("/events/Go/trigger", new JsonObject());

        (await RunningAsync(host, "single")).ShouldBe(1);
    }

    [Fact]
    public async Task A_parent_that_does_not_wait_goes_on_without_the_child()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "single", "SingletonStrategy", Ask);
        await host.PublishAsync("parent", Dispatch("one", wait: false), Dispatch("two", wait: false));

        var parent = await host.RunAsync("parent");

        (await host.SubStatusAsync(parent.WorkflowInstanceId)).ShouldBe("Finished");
        (await RunningAsync(host, "single")).ShouldBe(1);
    }

    [Theory]
    [InlineData("DispatchWorkflow")]
    [InlineData("ExecuteWorkflow")]
    public async Task A_parent_that_waits_is_told_that_the_child_may_not_start(string type)
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "single", "SingletonStrategy", Ask);
        await host.RunAsync("single");
        await host.PublishAsync("parent", Dispatch("one", wait: true, type));

        var parent = await host.RunAsync("parent");

        (await host.SubStatusAsync(parent.WorkflowInstanceId)).ShouldBe("Faulted");
        var (_, body) = await host.GetAsync($"/workflow-instances/{parent.WorkflowInstanceId}");
        body!["workflowState"]!["incidents"]!.ToJsonString().ShouldContain("activation strategy");
        (await RunningAsync(host, "single")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_children_those_that_may_not_start_count_as_failed()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "single", "SingletonStrategy", Ask);
        var bulk = JsonNode.Parse(Dispatch("all", wait: true, "BulkDispatchWorkflows"))!;
        bulk["items"] = JsonNode.Parse(
            """{"typeName":"Object","expression":{"type":"JavaScript","value":"[1, 2, 3]"} }"""
        );
        bulk["childFaulted"] = JsonNode.Parse(
            """
            {"id":"failed","type":"Elsa.WriteLine","version":1,
             "text":{"typeName":"String","expression":{"type":"Literal","value":"one less"} } }
            """
        );
        await host.PublishAsync("parent", bulk.ToJsonString());
        var parent = await host.RunAsync("parent");
        (await host.SubStatusAsync(parent.WorkflowInstanceId)).ShouldBe("Suspended");

        var child = (await InstancesAsync(host, "single")).Single();
        await host.ResumeAsync(child, await host.BookmarkAsync(child));

        (await host.SubStatusAsync(parent.WorkflowInstanceId)).ShouldBe("Finished");
        var of = $"workflowInstanceId={parent.WorkflowInstanceId}&activityNodeId=Workflow1:flow:all:failed";
        ((int)(await host.GetAsync($"/activity-executions/count?{of}")).Body!["count"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_that_come_at_once_one_starts()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, "single", "SingletonStrategy", Ask);

        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => host.PostAsync("/workflow-definitions/single/execute", new JsonObject()))
        );

        (await RunningAsync(host, "single")).ShouldBe(1);
    }

    private static async Task PublishAsync(ServerHost host, string id, string strategy, params string[] activities)
    {
        var definition = await host.PublishAsync(id, activities);
        var options = definition["options"]!.AsObject();
        options["activationStrategyType"] =
            $"Elsa.Workflows.Runtime.ActivationValidators.{strategy}, Elsa.Workflows.Runtime";
        var (status, body) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = true }
        );
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static string Dispatch(string id, bool wait, string type = "DispatchWorkflow") =>
        $$$"""
            {"id":"{{{id}}}","type":"Elsa.{{{type}}}","version":1,
             "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"single"} },
             "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"{{{(
                wait ? "true" : "false"
            )}}}"} } }
            """;

    private static async Task<int> RunningAsync(ServerHost host, string definition) =>
        (await InstancesAsync(host, definition)).Count;

    private static Task<List<string>> InstancesAsync(ServerHost host, string definition) =>
        host.InScopeAsync(async services =>
            (
                await services
                    .GetRequiredService<IWorkflowInstanceStore>()
                    .FindManyIdsAsync(
                        new WorkflowInstanceFilter
                        {
                            DefinitionId = definition,
                            WorkflowStatus = WorkflowStatus.Running,
                        }
                    )
            ).ToList()
        );
}
