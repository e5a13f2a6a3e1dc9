using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;

namespace Elsa.Tests.Api;

/// <summary>Trying one activity of a definition, and looking into its parts.</summary>
public class TrialTests
{
    private const string Flow = """
        {"name":"tried","definitionId":"tried",
         "variables":[{"id":"v1","name":"Amount","typeName":"Int32","value":"5","storageDriverTypeName":"WorkflowInstanceStorageDriver"}],
         "customProperties":{"VariableTestValues":{"v1":70}},
         "root":{"id":"chart","type":"Elsa.Flowchart","version":1,"connections":[],"activities":[
           {"id":"double","type":"Elsa.RunJavaScript","version":1,
            "script":{"typeName":"String","expression":{"type":"Literal","value":"getAmount() * 2"} } },
           {"id":"broken","type":"Elsa.RunJavaScript","version":1,
            "script":{"typeName":"String","expression":{"type":"Literal","value":"throw new Error('no such luck')"} } },
           {"id":"ask","type":"Test.Ask","version":1,
            "question":{"typeName":"String","expression":{"type":"Literal","value":"1?"} } },
           {"id":"start","type":"Elsa.DispatchWorkflow","version":1,
            "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"tried"} } },
           {"id":"loop","type":"Elsa.While","version":1,
            "condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"false"} },
            "body":{"id":"steps","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"inner","type":"Elsa.WriteLine","version":1,
               "text":{"typeName":"String","expression":{"type":"JavaScript","value":"'amount ' + getAmount()"} } }]} }
         ]} }
        """;

    [Fact]
    public async Task An_activity_is_tried_with_the_values_its_author_gave()
    {
        await using var host = await StartAsync();

        var doubled = await TryAsync(host, """{"activityId":"double"}""");
        ((string?)doubled["status"]).ShouldBe("Completed");
        ((int)doubled["outputs"]!["Result"]!).ShouldBe(140);
        var inner = await TryAsync(host, """{"activityNodeId":"Workflow1:chart:loop:steps:inner"}""");
        ((string?)inner["activityState"]!["Text"]).ShouldBe("amount 70");
    }

    [Fact]
    public async Task What_fails_shows_why_and_nothing_that_was_tried_leaves_a_trace()
    {
        await using var host = await StartAsync();

        var broken = await TryAsync(host, """{"activityId":"broken"}""");
        ((string?)broken["status"]).ShouldBe("Faulted");
        ((string?)broken["exception"]!["message"])!.ShouldContain("no such luck");
        ((string?)(await TryAsync(host, """{"activityId":"ask"}"""))["status"]).ShouldBe("Running");
        ((string?)(await TryAsync(host, """{"activityId":"start"}"""))["status"]).ShouldBe("Completed");

        ((int)(await host.GetAsync("/workflow-instances")).Body!["totalCount"]!).ShouldBe(0);
        (await StoredRows.TextAsync(host)).Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_part_of_a_flow_and_the_way_to_it_are_shown()
    {
        await using var host = await StartAsync();
        var (_, definition) = await host.GetAsync("/workflow-definitions/tried");
        var id = (string)definition!["id"]!;

        var (_, whole) = await host.GetAsync($"/workflow-definitions/subgraph/{id}");
        var (_, part) = await host.GetAsync($"/workflow-definitions/subgraph/{id}?parentNodeId=Workflow1:chart:loop");
        var (_, way) = await host.GetAsync(
            $"/workflow-definitions/subgraph/segments/{id}?childNodeId=Workflow1:chart:loop:steps:inner"
        );
        var (none, _) = await host.GetAsync("/workflow-definitions/subgraph/nope");
        var (unknown, _) = await host.GetAsync($"/workflow-definitions/subgraph/segments/{id}?childNodeId=nope");

        ((string?)whole!["nodeId"]).ShouldBe("Workflow1");
        ((string?)part!["activity"]!["body"]!["activities"]![0]!["id"]).ShouldBe("inner");
        way!["pathSegments"]!
            .AsArray()
            .Select(s => $"{s!["activityId"]}:{s["portName"]}")
            .ShouldBe(["loop:Body", "steps:Activities"]);
        ((string?)way["container"]!["nodeId"]).ShouldBe("Workflow1:chart:loop:steps");
        none.ShouldBe(404);
        unknown.ShouldBe(400);
    }

    private static async Task<ServerHost> StartAsync()
    {
        var host = await ServerHost.StartAsync();
        var (status, body) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = JsonNode.Parse(Flow), ["publish"] = true }
        );
        status.ShouldBe(200, body?.ToJsonString());
        return host;
    }

    private static async Task<JsonNode> TryAsync(ServerHost host, string activity)
    {
        var (status, body) = await host.SendAsync(
            HttpMethod.Post,
            "/tests/activities",
            $$$"""{"workflowDefinitionHandle":{"definitionId":"tried"},"activityHandle":{{{activity}}}}"""
        );
        status.ShouldBe(200, body?.ToJsonString());
        return body!;
    }
}
