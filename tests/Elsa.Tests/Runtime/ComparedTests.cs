using System.Text.Json.Nodes;
using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.Tests.Runtime.Drawn;

namespace Elsa.Tests.Runtime;

/// <summary>Flows whose outcome was compared with what Elsa makes of the same definition.</summary>
public class ComparedTests
{
    private readonly TestTimers _timers = new();

    [Fact]
    public async Task A_loop_goes_through_the_list_that_a_variable_holds()
    {
        await using var host = await StartAsync();
        var loop = Activity("each", "ForEach");
        loop["items"] = JsonNode.Parse(
            """{"typeName":"Object","expression":{"type":"Variable","value":{"id":"v-list","name":"List"}}}"""
        );
        loop["body"] = Script("note", "setLog((getLog() || '') + getCurrentValue())");
        var list = Variable("v-list", "List", "String", """["p","q"]""");
        list["isArray"] = true;
        await PublishAsync(
            host,
            Sequence("steps", [], loop, Tell("tell", "Log", "getLog()")),
            [list, Variable("v-log", "Log", "String", null)]
        );

        var ran = await host.RunAsync("flow");

        (await host.OutputAsync(ran.WorkflowInstanceId, "Log")).ShouldBe("pq");
    }

    [Fact]
    public async Task What_an_event_starts_goes_on_with_the_same_event()
    {
        await using var host = await StartAsync();
        var start = Activity("start", "Event", ("eventName", "String", "Literal", "Go"));
        start["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        await PublishAsync(
            host,
            Chart(
                [
                    start,
                    Activity("again", "Event", ("eventName", "String", "Literal", "Go")),
                    Tell("tell", "Told", "1"),
                ],
                "start>again",
                "again>tell"
            )
        );

        await host.PostAsync("/events/Go/trigger", new JsonObject());

        var (_, found) = await host.GetAsync("/workflow-instances?definitionId=flow");
        found!["items"]!.AsArray().ShouldHaveSingleItem()!["subStatus"]!.ToString().ShouldBe("Finished");
    }

    [Fact]
    public async Task A_cancelled_instance_never_says_that_anything_in_it_was_completed()
    {
        await using var host = await StartAsync();
        await PublishAsync(
            host,
            Chart([Fork("A", "B"), Ask("one"), Sequence("steps", [], Ask("two"))], "fork:A>one", "fork:B>steps")
        );
        var ran = await host.RunAsync("flow");

        await host.PostAsync($"/cancel/workflow-instances/{ran.WorkflowInstanceId}", new JsonObject());

        var said = await JournalAsync(host, ran.WorkflowInstanceId);
        said.ShouldContain("chart Canceled");
        said.ShouldContain("two Canceled");
        said.ShouldNotContain("chart Completed");
        said.ShouldNotContain("Workflow1 Completed");
    }

    [Fact]
    public async Task Of_an_activity_kept_out_of_the_log_only_the_fact_is_recorded()
    {
        await using var host = await StartAsync();
        var secret = Script("secret", "({ salary: 1 })");
        secret["customProperties"] = JsonNode.Parse(
            """{"logPersistenceConfig":{"default":{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core"}}}"""
        );
        await PublishAsync(host, Sequence("steps", [], secret, Script("open", "1")));

        var ran = await host.RunAsync("flow");

        var executed = await ExecutionsAsync(host, ran.WorkflowInstanceId);
        var kept = executed.Single(e => (string?)e["activityId"] == "secret");
        (kept["outputs"] as JsonObject ?? []).ShouldBeEmpty();
        (kept["activityState"] as JsonObject ?? []).ShouldBeEmpty();
        kept["payload"].ShouldBeNull();
        ((string?)kept["status"]).ShouldBe("Completed");
        executed.Single(e => (string?)e["activityId"] == "open")["payload"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("getVariable('Keep') ? 'Include' : 'Exclude'", "Include", true)]
    [InlineData("getVariable('Keep') ? 'Include' : 'Exclude'", null, false)]
    [InlineData("nowhere()", "Include", false)]
    public async Task What_is_recorded_may_be_said_by_an_expression(string script, string? keep, bool isRecorded)
    {
        await using var host = await StartAsync();
        var secret = Script("secret", "({ salary: 1 })");
        secret["customProperties"] = new JsonObject
        {
            ["logPersistenceConfig"] = new JsonObject
            {
                ["default"] = new JsonObject
                {
                    ["evaluationMode"] = "Expression",
                    ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script },
                },
            },
        };
        await PublishAsync(host, Sequence("steps", [], secret), [Variable("v", "Keep", "String", keep)]);

        var ran = await host.RunAsync("flow");

        ran.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        var kept = (await ExecutionsAsync(host, ran.WorkflowInstanceId)).Single(e =>
            (string?)e["activityId"] == "secret"
        );
        (kept["outputs"] is JsonObject { Count: > 0 }).ShouldBe(isRecorded);
    }

    [Fact]
    public async Task Two_activities_of_one_place_with_the_same_id_are_refused()
    {
        await using var host = await StartAsync();
        var root = Sequence("root", [], Sequence("twice", []), Sequence("twice", []));

        var (status, body) = await SaveAsync(host, root, publish: false);

        status.ShouldBe(400);
        ((string?)body!["errors"]!["generalErrors"]![0])!.ShouldContain("twice");
    }

    [Fact]
    public async Task No_list_of_activities_is_an_empty_one()
    {
        await using var host = await StartAsync();
        var chart = Activity("chart", "Flowchart");
        chart["activities"] = null;
        chart["connections"] = null;
        await PublishAsync(host, chart);

        (await host.RunAsync("flow")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task An_incident_strategy_that_does_not_exist_is_refused_at_publishing()
    {
        await using var host = await StartAsync();

        var (status, body) = await SaveAsync(
            host,
            Sequence("steps", [], Script("step", "1")),
            options: new JsonObject { ["incidentStrategyType"] = "Nowhere, Nowhere" }
        );

        status.ShouldBe(400, body?.ToJsonString());
    }

    [Fact]
    public async Task A_script_that_throws_is_an_incident_by_the_name_that_Elsa_gives_it()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Sequence("steps", [], Script("bad", "throw new Error('no')")));

        var ran = await host.RunAsync("flow");

        var executed = await ExecutionsAsync(host, ran.WorkflowInstanceId);
        var bad = executed.Single(e => (string?)e["activityId"] == "bad");
        ((string?)bad["exception"]!["type"]).ShouldBe("JavaScriptException");
    }

    [Fact]
    public async Task A_variable_kept_in_memory_has_its_default_again_after_a_pause()
    {
        await using var host = await StartAsync();
        var kept = Variable("v-kept", "Kept", "String", "at first");
        kept["storageDriverTypeName"] = "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core";
        await PublishAsync(
            host,
            Sequence(
                "steps",
                [],
                Script("set", "setKept('then')"),
                Tell("before", "Before", "getKept()"),
                Ask("ask"),
                Tell("after", "After", "getKept()")
            ),
            [kept]
        );
        var ran = await host.RunAsync("flow");

        await host.ResumeAsync(ran.WorkflowInstanceId, ran.Bookmarks.Single().Id);

        (await host.OutputAsync(ran.WorkflowInstanceId, "Before")).ShouldBe("then");
        (await host.OutputAsync(ran.WorkflowInstanceId, "After")).ShouldBe("at first");
    }

    [Fact]
    public async Task Bytes_made_by_a_script_come_out_as_Base64()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Sequence("steps", [], Tell("tell", "Bytes", "bytesFromString('ab')")));

        var ran = await host.RunAsync("flow");

        var (_, instance) = await host.GetAsync($"/workflow-instances/{ran.WorkflowInstanceId}");
        ((string?)instance!["workflowState"]!["output"]!["Bytes"]).ShouldBe("YWI=");
    }

    [Fact]
    public async Task An_object_typed_as_a_literal_is_its_text_and_a_list_is_gone_through_all_the_same()
    {
        await using var host = await StartAsync();
        var tell = Tell("tell", "Told", "");
        tell["outputValue"]!["expression"] = JsonNode.Parse("""{"type":"Literal","value":{"a":[1]} }""");
        var loop = Activity("each", "ForEach");
        loop["items"] = JsonNode.Parse("""{"typeName":"Object","expression":{"type":"Literal","value":["p","q"]} }""");
        loop["body"] = Script("note", "setLog((getLog() || '') + getCurrentValue())");
        await PublishAsync(
            host,
            Sequence("steps", [], tell, loop, Tell("last", "Log", "getLog()")),
            [Variable("v-log", "Log", "String", null)]
        );

        var ran = await host.RunAsync("flow");

        (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBe("""{"a":[1]}""");
        (await host.OutputAsync(ran.WorkflowInstanceId, "Log")).ShouldBe("pq");
    }

    [Theory]
    [InlineData("Variable")]
    [InlineData("Input")]
    public async Task A_text_that_names_nothing_has_no_value(string language)
    {
        await using var host = await StartAsync();
        var tell = Tell("tell", "Told", "");
        tell["outputValue"]!["expression"] = new JsonObject { ["type"] = language, ["value"] = "Name" };
        await PublishAsync(host, Sequence("steps", [], tell), [Variable("v", "Name", "String", "x")]);

        var ran = await host.RunAsync("flow");

        ran.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBeNull();
    }

    [Fact]
    public async Task A_variable_that_does_not_exist_is_an_incident()
    {
        await using var host = await StartAsync();
        var tell = Tell("tell", "Told", "");
        tell["outputValue"]!["expression"] = JsonNode.Parse(
            """{"type":"Variable","value":{"id":"gone","name":"Gone"} }"""
        );
        await PublishAsync(host, Sequence("steps", [], tell));

        var ran = await host.RunAsync("flow");

        ran.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        ran.Incidents.Single().Message.ShouldContain("'Gone'");
    }

    [Fact]
    public async Task A_fault_after_a_pause_is_counted_on_what_is_around_it()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Chart([Ask("ask"), Script("bad", "throw new Error('no')")], "ask>bad"));
        var ran = await host.RunAsync("flow");

        await host.ResumeAsync(ran.WorkflowInstanceId, ran.Bookmarks.Single().Id);

        var chart = (await ExecutionsAsync(host, ran.WorkflowInstanceId)).Single(e =>
            (string?)e["activityId"] == "chart"
        );
        ((int?)chart["aggregateFaultCount"]).ShouldBe(1);
    }

    [Fact]
    public async Task The_inputs_given_to_a_child_name_the_instance_that_gave_them()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Sequence("steps", [], Tell("tell", "Got", "getInput('P')")));
        var child = Activity("child", "ExecuteWorkflow", ("workflowDefinitionId", "String", "Literal", "flow"));
        child["input"] = JsonNode.Parse(
            """{"typeName":"IDictionary<String,Object>","expression":{"type":"JavaScript","value":"({P:1})"} }"""
        );
        await PublishAsync(host, Sequence("steps", [], child), id: "parent");

        var ran = await host.RunAsync("parent");

        var started = (await ExecutionsAsync(host, ran.WorkflowInstanceId)).Single(e =>
            (string?)e["activityId"] == "child"
        );
        ((string?)started["activityState"]!["Input"]!["ParentInstanceId"]).ShouldBe(ran.WorkflowInstanceId);
    }

    private Task<ServerHost> StartAsync() =>
        ServerHost.StartAsync(services => services.AddSingleton<Elsa.Scheduling.IWorkflowScheduler>(_timers));

    private static async Task PublishAsync(
        ServerHost host,
        JsonObject root,
        JsonObject[]? variables = null,
        string id = "flow"
    )
    {
        var (status, body) = await SaveAsync(host, root, variables, id: id);
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static Task<(int Status, JsonNode? Body)> SaveAsync(
        ServerHost host,
        JsonObject root,
        JsonObject[]? variables = null,
        bool publish = true,
        JsonObject? options = null,
        string id = "flow"
    )
    {
        var model = new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["variables"] = new JsonArray([.. variables ?? []]),
            ["options"] = options,
            ["root"] = root,
        };
        return host.PostAsync("/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = publish });
    }

    private static async Task<List<string>> JournalAsync(ServerHost host, string id)
    {
        var (_, journal) = await host.GetAsync($"/workflow-instances/{id}/journal");
        return [.. journal!["items"]!.AsArray().Select(e => $"{e!["activityId"]} {e["eventName"]}")];
    }

    private static async Task<List<JsonNode>> ExecutionsAsync(ServerHost host, string id) =>
        [
            .. (await host.GetAsync($"/activity-executions/list?workflowInstanceId={id}")).Body!["items"]!
                .AsArray()
                .OfType<JsonNode>(),
        ];
}
