using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;

namespace Elsa.Tests.Engine;

public sealed class ContainerTests
{
    [Fact]
    public async Task A_sequence_runs_its_activities_in_order_and_keeps_its_place_over_a_restart()
    {
        using var host = await new EngineHost(() =>
            new Workflow(new Sequence { Activities = [new Step("a"), new Wait("w"), new Step("b")] })
        ).RunAsync();
        host.Steps.ShouldBe(["a", "w"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        await host.RestartAsync("w");
        host.Steps.ShouldBe(["a", "w", "w!", "b"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(true, "then")]
    [InlineData(false, "else")]
    public async Task If_runs_one_side(bool condition, string expected)
    {
        using var host = await EngineHost
            .For(new If(() => condition) { Then = new Step("then"), Else = new Step("else") })
            .RunAsync();
        host.Steps.ShouldBe([expected]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task If_with_nothing_to_run_completes()
    {
        using var host = await EngineHost
            .For(new Sequence { Activities = [new If(() => true), new Step("after")] })
            .RunAsync();
        host.Steps.ShouldBe(["after"]);
    }

    [Fact]
    public async Task While_evaluates_its_condition_before_each_round()
    {
        var rounds = 0;
        using var host = await EngineHost.For(new While(() => rounds++ < 3, new Step("body"))).RunAsync();
        host.Steps.ShouldBe(["body", "body", "body"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Break_leaves_the_loop_it_stands_in_and_no_other()
    {
        var inner = new While(
            () => true,
            new Sequence { Activities = [new Step("in"), new Break(), new Step("never")] }
        );
        using var host = await EngineHost
            .For(new ForEach<int>([1, 2]) { Body = new Sequence { Activities = [inner, new Step("out")] } })
            .RunAsync();
        host.Steps.ShouldBe(["in", "out", "in", "out"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(1, 3, 1, "1,2,3")]
    [InlineData(3, 1, -1, "3,2,1")]
    [InlineData(1, 4, 2, "1,3")]
    [InlineData(2, 1, 1, "")]
    public async Task For_counts_up_and_down(int start, int end, int step, string expected)
    {
        var seen = new List<int>();
        using var host = await EngineHost
            .For(
                new For(start, end, step)
                {
                    Body = new Inline(context => seen.Add(context.GetVariable<int>("CurrentValue"))),
                }
            )
            .RunAsync();
        string.Join(',', seen).ShouldBe(expected);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task For_with_a_step_of_zero_is_an_incident()
    {
        using var host = await EngineHost.For(new For(1, 3, 0) { Body = new Step("body") }).RunAsync();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
    }

    [Fact]
    public async Task ForEach_knows_its_item_after_a_restart()
    {
        var seen = new List<string?>();
        var body = () =>
            new Sequence
            {
                Activities =
                [
                    new Wait("w"),
                    new Inline(context => seen.Add(context.GetVariable<string>("CurrentValue"))),
                ],
            };
        using var host = await new EngineHost(() =>
            new Workflow(new ForEach<string>(["甲", "乙"]) { Body = body() })
        ).RunAsync();
        await host.RestartAsync("w");
        await host.RestartAsync("w");
        seen.ShouldBe(["甲", "乙"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task ParallelForEach_runs_all_items_at_once_and_waits_for_all()
    {
        var seen = new List<int>();
        var body = () =>
            new Sequence
            {
                Activities = [new Wait("w"), new Inline(context => seen.Add(context.GetVariable<int>("CurrentValue")))],
            };
        using var host = await new EngineHost(() =>
            new Workflow(new ParallelForEach<int>([1, 2, 3]) { Body = body() })
        ).RunAsync();
        host.State.Bookmarks.Count.ShouldBe(3);
        for (var i = 0; i < 3; i++)
            await host.RestartAsync("w");
        seen.Order().ShouldBe([1, 2, 3]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(ForkJoinMode.WaitAll, WorkflowSubStatus.Suspended)]
    [InlineData(ForkJoinMode.WaitAny, WorkflowSubStatus.Finished)]
    public async Task Fork_waits_for_all_branches_or_the_first(ForkJoinMode mode, WorkflowSubStatus expected)
    {
        using var host = await new EngineHost(() =>
            new Workflow(new Fork { JoinMode = mode, Branches = [new Wait("a"), new Wait("b")] })
        ).RunAsync();
        await host.RestartAsync("a");
        host.State.SubStatus.ShouldBe(expected);
        host.State.Bookmarks.Count.ShouldBe(expected == WorkflowSubStatus.Suspended ? 1 : 0);
    }

    [Fact]
    public async Task Parallel_is_done_when_all_are()
    {
        using var host = await new EngineHost(() =>
            new Workflow(
                new Sequence
                {
                    Activities =
                    [
                        new Elsa.Workflows.Activities.Parallel(new Wait("a"), new Step("b")),
                        new Step("after"),
                    ],
                }
            )
        ).RunAsync();
        host.Steps.ShouldBe(["a", "b"]);
        await host.RestartAsync("a");
        host.Steps.ShouldBe(["a", "b", "a!", "after"]);
    }

    [Fact]
    public async Task Switch_runs_every_match_when_asked_to()
    {
        var cases = new[] { ("x", true), ("y", false), ("z", true) };
        using var host = await EngineHost
            .For(
                new Switch
                {
                    Mode = new Input<SwitchMode>(SwitchMode.MatchAny),
                    Cases =
                    [
                        .. cases.Select(option => new SwitchCase(
                            option.Item1,
                            () => option.Item2,
                            new Step(option.Item1)
                        )),
                    ],
                    Default = new Step("default"),
                }
            )
            .RunAsync();
        host.Steps.ShouldBe(["x", "z"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_composite_completes_with_the_outcome_that_is_chosen_inside()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new Checks { Id = "checks" }, new Step("good"), new Step("bad")],
                    "checks:Good->good",
                    "checks:Bad->bad"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(["look", "good"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_workflow_inside_a_workflow_keeps_its_own_variables()
    {
        var shared = new Variable<int>("n", 1, "n").WithWorkflowStorage();
        var inner = new Workflow(
            new SetVariable { Variable = new Variable("n", null, "n"), Value = new Input<object?>((object)5) }
        )
        {
            Id = "inner",
            Variables = { new Variable<int>("n", 2, "n") },
        };
        using var host = await new EngineHost(() =>
            new Workflow(new Sequence { Activities = [inner, new Step("after")] }) { Variables = { shared } }
        ).RunAsync();
        host.Variable<int>("n").ShouldBe(1);
    }

    [Fact]
    public async Task A_workflow_written_in_code_runs_and_sets_its_output()
    {
        using var host = EngineHost.For(new Step("unused"));
        await host.RunAsync(
            new Greeting(),
            new RunWorkflowOptions { Input = new Dictionary<string, object> { ["Name"] = "王芳" } }
        );
        host.State.DefinitionId.ShouldBe("Greeting");
        host.State.Output["Text"].ShouldBe("你好,王芳");
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Very_deep_nesting_runs()
    {
        IActivity deepest = new Step("deep");
        for (var i = 0; i < 500; i++)
            deepest = new Sequence { Activities = [deepest] };
        using var host = await EngineHost.For(deepest).RunAsync();
        host.Steps.ShouldBe(["deep"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }
}

/// <summary>A workflow written in code.</summary>
public sealed class Greeting : WorkflowBase
{
    protected override void Build(IWorkflowBuilder builder)
    {
        builder.WithInput<string>("Name");
        builder.WithOutput<string>("Text");
        builder.Root = new SetOutput
        {
            OutputName = new Input<string>("Text"),
            OutputValue = new Input<object?>(context => "你好," + context.GetInput<string>("Name")),
        };
    }
}

/// <summary>A composite written in code.</summary>
[Activity("Tests")]
public sealed class Checks : Composite
{
    public Checks() =>
        Root = new Sequence { Activities = [new Step("look"), new Complete(["Good"]), new Step("never")] };
}
