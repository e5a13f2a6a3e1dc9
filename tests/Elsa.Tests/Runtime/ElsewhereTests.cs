using System.Text.Json.Nodes;
using Elsa.Scheduling;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.Tests.Runtime.Drawn;

namespace Elsa.Tests.Runtime;

/// <summary>Flows as they are drawn elsewhere, from the definition's JSON to what comes out.</summary>
public class ElsewhereTests
{
    [Fact]
    public async Task An_inner_variable_hides_the_outer_one_and_is_gone_with_its_container()
    {
        var told = await RunAsync(
            Sequence(
                "outer",
                [Variable("x", "X", "Int32", "1")],
                Sequence(
                    "inner",
                    [Variable("y", "X", "Int32", "2")],
                    Script("change", "setX(getX() + 5)"),
                    Tell("in", "Inner", "getX()")
                ),
                Tell("out", "Outer", "variables.X")
            )
        );

        told["Inner"].ShouldBe("7");
        told["Outer"].ShouldBe("1");
    }

    [Fact]
    public async Task A_join_for_any_cancels_what_waits_in_the_other_branches()
    {
        var timers = new TestTimers();
        await using var host = await StartAsync(timers);
        await PublishAsync(
            host,
            "race",
            Chart(
                [
                    Fork("A", "B", "C"),
                    Activity("delay", "Delay", ("timeSpan", "TimeSpan", "Literal", "01:00:00")),
                    Activity("event", "Event", ("eventName", "String", "Literal", "Never")),
                    Ask("ask"),
                    Activity("join", "FlowJoin", ("mode", "FlowJoinMode", "Literal", "WaitAny")),
                    Tell("tell", "Told", "'first'"),
                ],
                "fork:A>delay",
                "fork:B>event",
                "fork:C>ask",
                "delay>join",
                "event>join",
                "ask>join",
                "join>tell"
            )
        );
        var ran = await host.RunAsync("race");
        ran.Bookmarks.Count.ShouldBe(3);
        timers.Waiting.Count.ShouldBe(1);

        var ask = ran.Bookmarks.Single(b => b.ActivityId == "ask");
        var ended = await host.ResumeAsync(ran.WorkflowInstanceId, ask.Id);

        ended.SubStatus.ShouldBe(Elsa.Workflows.WorkflowSubStatus.Finished);
        (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBe("first");
        timers.Waiting.ShouldBeEmpty();
        (await ExecutionsAsync(host, ran, "join")).ShouldBe(1);
        (await ExecutionsAsync(host, ran, "tell")).ShouldBe(1);
    }

    [Fact]
    public async Task An_arrow_back_runs_the_loop_again_through_a_join()
    {
        var told = await RunAsync(
            Chart(
                [
                    Fork("A", "B"),
                    Script("left", "setLog((getLog() || '') + 'l')"),
                    Script("right", "setLog((getLog() || '') + 'r')"),
                    Activity("join", "FlowJoin", ("mode", "FlowJoinMode", "Literal", "WaitAll")),
                    Script("count", "setTimes((getTimes() || 0) + 1)"),
                    Activity("again", "FlowDecision", ("condition", "Boolean", "JavaScript", "getTimes() < 3")),
                    Tell("tell", "Log", "getLog() + getTimes()"),
                ],
                "fork:A>left",
                "fork:B>right",
                "left>join",
                "right>join",
                "join>count",
                "count>again",
                "again:True>fork",
                "again:False>tell"
            ),
            Variable("log", "Log", "String", null),
            Variable("times", "Times", "Int32", null)
        );

        told["Log"].ShouldBe("lrlrlr3");
    }

    [Fact]
    public async Task Break_leaves_the_loop_and_what_comes_after_it_in_the_body()
    {
        var loop = Activity("for", "For", ("start", "Int32", "Literal", "1"), ("end", "Int32", "Literal", "10"));
        var leave = Activity("if", "If", ("condition", "Boolean", "JavaScript", "getCurrentValue() == 3"));
        leave["then"] = Activity("break", "Break");
        loop["body"] = Sequence(
            "body",
            [],
            Script("sum", "setSum((getSum() || 0) + getCurrentValue())"),
            leave,
            Script("after", "setAfter((getAfter() || 0) + 1)")
        );

        var told = await RunAsync(
            Sequence("steps", [], loop, Tell("tell", "Told", "`${getSum()} ${getAfter()}`")),
            Variable("sum", "Sum", "Int32", null),
            Variable("after", "After", "Int32", null)
        );

        told["Told"].ShouldBe("6 2");
    }

    [Fact]
    public async Task For_each_gives_the_current_value_to_scripts_and_templates()
    {
        var loop = Activity(
            "each",
            "ForEach",
            ("items", "Object", "JavaScript", "[{ name: 'a', n: 1 }, { name: 'b', n: 2 }]")
        );
        loop["body"] = Sequence(
            "body",
            [],
            Activity(
                "set",
                "SetVariable",
                (
                    "value",
                    "Object",
                    "Liquid",
                    "{{ Variables.Log }}{{ Variables.CurrentValue.name }}{{ Variables.CurrentIndex }};"
                )
            )
        );
        ((JsonObject)loop["body"]!["activities"]![0]!)["variable"] = Variable("log", "Log", "String", null);

        var told = await RunAsync(
            Sequence("steps", [], loop, Tell("tell", "Told", "getLog()")),
            Variable("log", "Log", "String", null)
        );

        told["Told"].ShouldBe("a0;b1;");
    }

    [Fact]
    public async Task Items_in_parallel_each_wait_and_all_must_end()
    {
        await using var host = await StartAsync();
        var loop = Activity("each", "ParallelForEach", ("items", "Object", "JavaScript", "['a', 'b', 'c']"));
        loop["body"] = Sequence("body", [], Ask("ask"), Script("note", "setLog((getLog() || '') + getCurrentValue())"));
        await PublishAsync(
            host,
            "parallel",
            Sequence("steps", [], loop, Tell("tell", "Told", "getLog()")),
            Variable("log", "Log", "String", null)
        );
        var ran = await host.RunAsync("parallel");
        ran.Bookmarks.Count.ShouldBe(3);

        foreach (var bookmark in ran.Bookmarks.Reverse())
        {
            await host.RestartAsync();
            await host.ResumeAsync(ran.WorkflowInstanceId, bookmark.Id);
        }

        (await host.SubStatusAsync(ran.WorkflowInstanceId)).ShouldBe("Finished");
        string.Concat((await host.OutputAsync(ran.WorkflowInstanceId, "Told"))!.Order()).ShouldBe("abc");
    }

    [Theory]
    [InlineData("MatchFirst", "7", "big ")]
    [InlineData("MatchAny", "7", "big odd ")]
    [InlineData("MatchAny", "2", "none ")]
    public async Task A_switch_takes_the_first_or_all_that_match_or_else_the_default(
        string mode,
        string number,
        string expected
    )
    {
        var inner = Activity("switch", "Switch", ("mode", "SwitchMode", "Literal", mode));
        inner["cases"] = new JsonArray(
            Case("Big", "getN() > 5", Script("b", "setLog((getLog() || '') + 'big ')")),
            Case("Odd", "getN() % 2 == 1", Script("o", "setLog((getLog() || '') + 'odd ')"))
        );
        inner["default"] = Script("d", "setLog((getLog() || '') + 'none ')");
        var steps = await RunAsync(
            Sequence("steps", [], inner, Tell("tell", "Told", "getLog()")),
            Variable("n", "N", "Int32", number),
            Variable("log", "Log", "String", null)
        );
        var drawn = Activity("switch", "FlowSwitch", ("mode", "SwitchMode", "Literal", mode));
        drawn["cases"] = new JsonArray(Case("Big", "getN() > 5"), Case("Odd", "getN() % 2 == 1"));
        var chart = await RunAsync(
            Chart(
                [
                    drawn,
                    Script("b", "setLog((getLog() || '') + 'big ')"),
                    Script("o", "setLog((getLog() || '') + 'odd ')"),
                    Script("d", "setLog((getLog() || '') + 'none ')"),
                    Tell("tell", "Told", "getLog()"),
                ],
                "switch:Big>b",
                "switch:Odd>o",
                "switch:Default>d",
                "b>tell",
                "o>tell",
                "d>tell"
            ),
            Variable("n", "N", "Int32", number),
            Variable("log", "Log", "String", null)
        );

        steps["Told"].ShouldBe(expected);
        chart["Told"].ShouldBe(expected);
    }

    [Fact]
    public async Task Name_correlation_and_outputs_of_others_are_there_for_scripts()
    {
        await using var host = await StartAsync();
        var named = Script("Compute one", "({ a: 1, list: [1, 2] })");
        named["name"] = "ComputeOne";
        await PublishAsync(
            host,
            "named",
            Sequence(
                "steps",
                [],
                Activity(
                    "correlate",
                    "Correlate",
                    ("correlationId", "String", "JavaScript", "'order-' + getInput('Order')")
                ),
                Activity(
                    "name",
                    "SetName",
                    ("value", "String", "Liquid", "Order {{ Input.Order }} of {{ CorrelationId }}")
                ),
                named,
                Tell("by-name", "ByName", "getResultFromComputeOne().list.length"),
                Tell("by-id", "ById", "getOutputFrom('Compute one').a"),
                Tell("last", "Last", "getCorrelationId() + ' ' + getWorkflowInstanceName()")
            )
        );

        var ran = await host.RunAsync("named", new Dictionary<string, object> { ["Order"] = 7 });

        (await host.OutputAsync(ran.WorkflowInstanceId, "ByName")).ShouldBe("2");
        (await host.OutputAsync(ran.WorkflowInstanceId, "ById")).ShouldBe("1");
        (await host.OutputAsync(ran.WorkflowInstanceId, "Last")).ShouldBe("order-7 Order 7 of order-7");
        var (_, instance) = await host.GetAsync($"/workflow-instances/{ran.WorkflowInstanceId}");
        ((string?)instance!["correlationId"]).ShouldBe("order-7");
        ((string?)instance["name"]).ShouldBe("Order 7 of order-7");
    }

    [Fact]
    public async Task What_the_clock_starts_is_set_when_published_and_taken_back_when_retracted()
    {
        var timers = new TestTimers();
        await using var host = await StartAsync(timers);
        foreach (
            var trigger in new[]
            {
                Activity("timer", "Timer", ("interval", "TimeSpan", "Literal", "00:05:00")),
                Activity("cron", "Cron", ("cronExpression", "String", "Literal", "0 0 1 * * *")),
            }
        )
        {
            trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
            await PublishAsync(host, "clocked", Chart([trigger, Tell("tell", "Told", "1")], $"{trigger["id"]}>tell"));
            var waiting = timers.Waiting.ShouldHaveSingleItem().Value;
            ((ScheduleNewWorkflowInstanceRequest)waiting).TriggerActivityId.ShouldBe((string)trigger["id"]!);
        }

        await host.PostAsync("/workflow-definitions/clocked/retract", new JsonObject());

        timers.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_of_older_versions_may_be_used_as_activities_and_are_found_by_name()
    {
        await using var host = await StartAsync();
        var child = new JsonObject
        {
            ["definitionId"] = "imported-child",
            ["name"] = "Old child",
            ["usableAsActivity"] = true,
            ["isPublished"] = true,
            ["root"] = Sequence("steps", [], Tell("tell", "Told", "'child'")),
        };
        (await host.PostAsync("/workflow-definitions/import", child)).Status.ShouldBe(200);
        var use = Activity("use", "OldChild");
        use["type"] = "OldChild";
        // The id that it had where the parent was drawn.
        use["workflowDefinitionId"] = "somewhere-else";
        use["workflowDefinitionVersionId"] = "somewhere-else-1";
        await PublishAsync(host, "parent", Chart([use, Tell("tell", "Told", "'parent'")], "use>tell"));

        var ran = await host.RunAsync("parent");

        ran.SubStatus.ShouldBe(Elsa.Workflows.WorkflowSubStatus.Finished);
        var (_, executed) = await host.GetAsync(
            $"/activity-executions/list?workflowInstanceId={ran.WorkflowInstanceId}"
        );
        executed!["items"]!
            .AsArray()
            .ShouldContain(e => ((string)e!["activityNodeId"]!).EndsWith(":steps:tell", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_that_cannot_be_computed_is_refused_by_name()
    {
        await using var host = await StartAsync();
        var trigger = Activity("on-event", "Event", ("eventName", "String", "JavaScript", "nameOfTheEvent()"));
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var model = new JsonObject { ["name"] = "computed", ["root"] = Chart([trigger]) };

        var (status, body) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = model, ["publish"] = true }
        );

        status.ShouldBe(400);
        ((string?)body!["errors"]!["generalErrors"]![0])!.ShouldStartWith("on-event: ");
    }

    [Fact]
    public async Task A_container_runs_what_it_holds()
    {
        var node = Activity("node", "FlowNode");
        node["body"] = Sequence("body", [], Tell("in", "Inside", "1"));

        var told = await RunAsync(Chart([node, Tell("after", "After", "2")], "node>after"));

        told["Inside"].ShouldBe("1");
        told["After"].ShouldBe("2");
    }

    private static Task<ServerHost> StartAsync(TestTimers? timers = null) =>
        ServerHost.StartAsync(services => services.AddSingleton<IWorkflowScheduler>(timers ?? new TestTimers()));

    private static async Task<Dictionary<string, string?>> RunAsync(JsonObject root, params JsonObject[] variables)
    {
        await using var host = await StartAsync();
        await PublishAsync(host, "flow", root, variables);
        var ran = await host.RunAsync("flow");
        ran.Incidents.Select(i => i.Message).ShouldBeEmpty();
        ran.SubStatus.ShouldBe(Elsa.Workflows.WorkflowSubStatus.Finished);
        return ran.Output!.ToDictionary(o => o.Key, o => o.Value?.ToString());
    }

    private static async Task PublishAsync(ServerHost host, string id, JsonObject root, params JsonObject[] variables)
    {
        var model = new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["variables"] = new JsonArray([.. variables.Select(v => v.DeepClone())]),
            ["root"] = root.DeepClone(),
        };
        var sent = new JsonObject { ["model"] = model, ["publish"] = true };
        var (status, body) = await host.PostAsync("/workflow-definitions", sent);
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static async Task<int> ExecutionsAsync(ServerHost host, RunWorkflowInstanceResponse ran, string activity)
    {
        var of = $"workflowInstanceId={ran.WorkflowInstanceId}&activityNodeId=Workflow1:chart:{activity}";
        return (int)(await host.GetAsync($"/activity-executions/count?{of}")).Body!["count"]!;
    }
}
