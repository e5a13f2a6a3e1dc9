using System.Text.Json;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;

namespace Elsa.Tests.Engine;

public sealed class SuspensionTests
{
    [Fact]
    public async Task Variables_survive_a_restart_with_their_types()
    {
        var before = new Dictionary<string, object>
        {
            ["text"] = "更正 ✓",
            ["number"] = 12,
            ["money"] = 1234.56m,
            ["when"] = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)),
            ["list"] = new List<string> { "a", "b" },
        };
        using var host = await new EngineHost(() =>
            new Workflow(new Wait("w"))
            {
                Variables =
                {
                    new Variable<string>("text", "").WithWorkflowStorage(),
                    new Variable<int>("number", 0).WithWorkflowStorage(),
                    new Variable<decimal>("money", 0).WithWorkflowStorage(),
                    new Variable<DateTimeOffset>("when", default).WithWorkflowStorage(),
                    new Variable<List<string>>("list", []).WithWorkflowStorage(),
                },
            }
        ).RunAsync(new RunWorkflowOptions { Variables = before });
        await host.RestartAsync("w");
        host.Variable<string>("text").ShouldBe("更正 ✓");
        host.Variable<int>("number").ShouldBe(12);
        host.Variable<decimal>("money").ShouldBe(1234.56m);
        host.Variable<DateTimeOffset>("when").ShouldBe((DateTimeOffset)before["when"]);
        host.Variable<List<string>>("list").ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_variable_that_was_emptied_stays_empty()
    {
        using var host = await new EngineHost(() =>
            new Workflow(
                new Sequence { Activities = [new Inline(context => context.SetVariable("n", null)), new Wait("w")] }
            )
            {
                Variables = { new Variable<string>("n", "default").WithWorkflowStorage() },
            }
        ).RunAsync();
        await host.RestartAsync("w");
        host.Variable<string>("n").ShouldBeNull();
    }

    [Fact]
    public async Task A_variable_that_cannot_be_saved_stops_the_flow_and_says_which()
    {
        using var host = await new EngineHost(() =>
            new Workflow(
                new Sequence
                {
                    Activities =
                    [
                        new Inline(context => context.SetVariable("task", typeof(string).GetMethods()[0])),
                        new Wait("w"),
                    ],
                }
            )
            {
                Variables =
                {
                    new Variable<object>("task", null!).WithWorkflowStorage(),
                    new Variable<int>("n", 7).WithWorkflowStorage(),
                },
            }
        ).RunAsync();
        host.Restart();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        host.State.Incidents.Single().Message.ShouldContain("'task'");
    }

    [Fact]
    public async Task A_default_value_is_not_shared_between_runs()
    {
        var workflow = new Workflow(new Inline(context => context.GetVariable<List<string>>("list")!.Add("x")))
        {
            Variables = { new Variable<List<string>>("list", []) },
        };
        using var host = await new EngineHost(() => workflow).RunAsync();
        await host.RunAsync();
        host.Variable<List<string>>("list").ShouldBe(["x"]);
    }

    [Fact]
    public async Task A_variable_without_storage_has_its_default_after_a_restart()
    {
        using var host = await new EngineHost(() =>
            new Workflow(
                new Sequence { Activities = [new Inline(context => context.SetVariable("n", 9)), new Wait("w")] }
            )
            {
                Variables = { new Variable<int>("n", 1) },
            }
        ).RunAsync();
        host.Variable<int>("n").ShouldBe(9);
        await host.RestartAsync("w");
        host.Variable<int>("n").ShouldBe(1);
    }

    [Fact]
    public async Task The_state_is_what_Elsa_writes()
    {
        using var host = await EngineHost
            .Flow(() => Flows.Of([new Step("start1"), new Wait("approve1")], "start1->approve1"))
            .RunAsync();
        var state = JsonDocument.Parse(host.Restart()).RootElement;
        state.GetProperty("status").GetString().ShouldBe("Running");
        state.GetProperty("subStatus").GetString().ShouldBe("Suspended");
        var bookmark = state.GetProperty("bookmarks")[0];
        bookmark.GetProperty("activityNodeId").GetString().ShouldBe("Workflow1:flow:approve1");
        bookmark.GetProperty("callbackMethodName").GetString().ShouldBe("OnResumedAsync");
        state
            .GetProperty("completionCallbacks")
            .EnumerateArray()
            .Select(callback => callback.GetProperty("methodName").GetString())
            .ShouldBe(["OnRootCompletedAsync", "OnChildCompletedAsync"]);
        var contexts = state.GetProperty("activityExecutionContexts");
        contexts
            .EnumerateArray()
            .Select(context => context.GetProperty("scheduledActivityNodeId").GetString())
            .ShouldBe(["Workflow1:flow:approve1", "Workflow1:flow", "Workflow1"]);
        var scope = contexts[1].GetProperty("properties").GetProperty("FlowScope");
        scope.GetProperty("connectionVisitCount").GetProperty("start1:Done->approve1:In").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_journal_tells_what_happened_in_order()
    {
        using var host = await EngineHost
            .Flow(() => Flows.Of([new Step("start1"), new Wait("w")], "start1->w"))
            .RunAsync();
        host.Journal.ShouldBe([
            "Workflow1 Started",
            "flow Started",
            "start1 Started",
            "start1 Completed",
            "w Started",
            "w Suspended",
        ]);
        await host.RestartAsync("w");
        host.Journal.ShouldBe(["w Resumed", "w Completed", "flow Completed", "Workflow1 Completed"]);
        host.Result.Journal.WorkflowExecutionLogEntries.First().Sequence.ShouldBe(6);
    }

    [Fact]
    public async Task A_bookmark_that_is_gone_does_nothing()
    {
        using var host = await EngineHost.Flow(() => Flows.Of([new Wait("w"), new Step("end")], "w->end")).RunAsync();
        await host.ContinueAsync(new RunWorkflowOptions { BookmarkId = "other" });
        host.Steps.ShouldBe(["w"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        host.State.Bookmarks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_finished_instance_stays_as_it_is()
    {
        using var host = await EngineHost.For(new Step("a")).RunAsync();
        await host.ContinueAsync();
        host.Steps.ShouldBe(["a"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.State.Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bookmark_that_is_not_burnt_can_be_resumed_again()
    {
        using var host = await new EngineHost(() => new Workflow(new Listen { Id = "l" })).RunAsync();
        await host.RestartAsync("l");
        await host.RestartAsync("l");
        host.Steps.ShouldBe(["l", "l!", "l!"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
    }

    [Fact]
    public async Task Equal_stimuli_have_equal_hashes_unless_the_execution_is_part_of_them()
    {
        using var first = await new EngineHost(() => new Workflow(new Listen { Id = "l" })).RunAsync();
        using var second = await new EngineHost(() => new Workflow(new Listen { Id = "l" })).RunAsync();
        first.State.Bookmarks.Single().Hash.ShouldBe(second.State.Bookmarks.Single().Hash);
        using var third = await new EngineHost(() => new Workflow(new Wait("w"))).RunAsync();
        using var fourth = await new EngineHost(() => new Workflow(new Wait("w"))).RunAsync();
        third.State.Bookmarks.Single().Hash.ShouldNotBe(fourth.State.Bookmarks.Single().Hash);
    }

    [Fact]
    public async Task A_callback_that_could_not_be_found_again_is_refused_at_once()
    {
        using var host = await EngineHost
            .For(new Inline(context => context.CreateBookmark(_ => ValueTask.CompletedTask)))
            .RunAsync();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        host.State.Incidents.Single().Message.ShouldContain("not a method of");
    }

    [Fact]
    public async Task Correlation_name_output_and_properties_are_kept()
    {
        using var host = await new EngineHost(() =>
            new Workflow(
                new Sequence
                {
                    Activities =
                    [
                        new Correlate(_ => "GZ-202603-0001"),
                        new SetName(new Input<string>("更正")),
                        new Inline(context => context.WorkflowExecutionContext.Output["answer"] = 42),
                        new Inline(context => context.WorkflowExecutionContext.SetProperty("case", "7")),
                        new Wait("w"),
                    ],
                }
            )
        ).RunAsync();
        await host.RestartAsync("w");
        host.State.CorrelationId.ShouldBe("GZ-202603-0001");
        host.State.Name.ShouldBe("更正");
        host.State.Output["answer"].ShouldBe(42);
        host.Result.WorkflowExecutionContext.GetProperty<string>("case").ShouldBe("7");
    }

    [Fact]
    public async Task Input_is_kept_only_where_the_definition_says_so()
    {
        using var host = await new EngineHost(() =>
            new Workflow(new Wait("w"))
            {
                Inputs =
                [
                    new InputDefinition
                    {
                        Name = "Kept",
                        Type = typeof(string),
                        StorageDriverType = typeof(WorkflowInstanceStorageDriver),
                    },
                    new InputDefinition { Name = "Gone", Type = typeof(string) },
                ],
            }
        ).RunAsync(
            new RunWorkflowOptions
            {
                Input = new Dictionary<string, object> { ["Kept"] = "k", ["Gone"] = "g" },
            }
        );
        await host.RestartAsync("w");
        host.Result.WorkflowExecutionContext.Input["kept"].ShouldBe("k");
        host.Result.WorkflowExecutionContext.Input.ContainsKey("Gone").ShouldBeFalse();
    }

    [Fact]
    public async Task Each_activity_records_its_evaluated_inputs_and_who_caused_it()
    {
        using var host = await EngineHost
            .Flow(() => Flows.Of([new Step("a"), new WriteLine("你好") { Id = "b" }], "a->b"))
            .RunAsync();
        var executed = host.Result.Journal.ActivityExecutionContexts.Single(context => context.Activity.Id == "b");
        executed.ActivityState["Text"].ShouldBe("你好");
        executed.SchedulingActivityId.ShouldBe("a");
        executed.CallStackDepth.ShouldBe(3);
        executed.Status.ShouldBe(ActivityStatus.Completed);
    }
}

/// <summary>Stays open, whatever comes.</summary>
public sealed class Listen : Activity
{
    protected override void Execute(ActivityExecutionContext context)
    {
        EngineHost.Ran.Value!.Add(Id);
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                Stimulus = new WaitStimulus("anything"),
                Callback = OnHeardAsync,
                AutoBurn = false,
                IncludeActivityInstanceId = false,
            }
        );
    }

    private ValueTask OnHeardAsync(ActivityExecutionContext context)
    {
        EngineHost.Ran.Value!.Add(Id + "!");
        return ValueTask.CompletedTask;
    }
}
