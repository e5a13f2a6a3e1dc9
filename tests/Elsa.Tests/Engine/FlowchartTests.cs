using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Models;

namespace Elsa.Tests.Engine;

public sealed class FlowchartTests
{
    [Fact]
    public async Task Activities_run_along_their_arrows()
    {
        using var host = await EngineHost.Flow(() => Flows.Steps("a->b", "b->c")).RunAsync();
        host.Steps.ShouldBe(["a", "b", "c"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Only_the_arrows_of_the_outcome_are_followed()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of([new Choose("ask", "Yes"), new Step("yes"), new Step("no")], "ask:Yes->yes", "ask:No->no")
            )
            .RunAsync();
        host.Steps.ShouldBe(["ask", "yes"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Several_outcomes_open_several_branches()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new Choose("ask", "A", "B"), new Step("a"), new Step("b"), new Step("c")],
                    "ask:A->a",
                    "ask:B->b",
                    "ask:C->c"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(["ask", "a", "b"]);
    }

    [Fact]
    public async Task An_activity_with_several_arrows_waits_for_those_that_are_active()
    {
        using var host = await EngineHost.Flow(() => Flows.Steps("s->a", "s->b", "a->j", "b->j", "j->end")).RunAsync();
        host.Steps.ShouldBe(["s", "a", "b", "j", "end"]);
    }

    [Fact]
    public async Task A_join_does_not_wait_for_a_branch_that_was_not_taken()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new Choose("ask", "A"), new Step("a"), new Step("b"), new Step("b2"), new Step("j")],
                    "ask:A->a",
                    "ask:B->b",
                    "b->b2",
                    "a->j",
                    "b2->j"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(["ask", "a", "j"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAll, false)]
    [InlineData(FlowJoinMode.WaitAllActive, true)]
    [InlineData(FlowJoinMode.WaitAny, true)]
    public async Task A_join_is_passed_over_when_it_needs_a_branch_that_was_not_taken(FlowJoinMode mode, bool goesOn)
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new Choose("ask", "A"), new Step("a"), new Step("b"), Join(mode), new Step("end")],
                    "ask:A->a",
                    "ask:B->b",
                    "a->join",
                    "b->join",
                    "join->end"
                )
            )
            .RunAsync();
        host.Steps.Contains("end").ShouldBe(goesOn);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAll)]
    [InlineData(FlowJoinMode.WaitAllActive)]
    public async Task A_join_waits_until_every_branch_has_arrived(FlowJoinMode mode)
    {
        using var host = await EngineHost.Flow(() => TwoWaits(mode)).RunAsync();
        await host.RestartAsync("w1");
        host.Steps.ShouldNotContain("end");
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        await host.RestartAsync("w2");
        host.Steps.ShouldBe(["s", "w1", "w2", "w1!", "w2!", "end"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task The_first_branch_wins_a_race_and_the_others_are_cancelled()
    {
        using var host = await EngineHost.Flow(() => TwoWaits(FlowJoinMode.WaitAny)).RunAsync();
        await host.RestartAsync("w2");
        host.Steps.ShouldBe(["s", "w1", "w2", "w2!", "end"]);
        host.State.Bookmarks.ShouldBeEmpty();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.Journal.ShouldContain("w1 Canceled");
    }

    [Fact]
    public async Task A_loop_leads_back_until_the_outcome_changes()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new Step("draft"), new Wait("review"), new Step("archive")],
                    "draft->review",
                    "review:Returned->draft",
                    "review:Approved->archive"
                )
            )
            .RunAsync();
        foreach (var outcome in new[] { "Returned", "Returned", "Approved" })
            await host.RestartAsync("review", new Dictionary<string, object> { ["Outcome"] = outcome });
        host.Steps.ShouldBe([
            "draft",
            "review",
            "review!",
            "draft",
            "review",
            "review!",
            "draft",
            "review",
            "review!",
            "archive",
        ]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Branches_join_in_every_round_of_a_loop()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [
                        new Step("start"),
                        new Step("a"),
                        new Step("b"),
                        new Step("join"),
                        new Wait("review"),
                        new Step("end"),
                    ],
                    "start->a",
                    "start->b",
                    "a->join",
                    "b->join",
                    "join->review",
                    "review:Again->start",
                    "review:Done->end"
                )
            )
            .RunAsync();
        await host.RestartAsync("review", new Dictionary<string, object> { ["Outcome"] = "Again" });
        await host.RestartAsync("review");
        host.Steps.Count(step => step == "join").ShouldBe(2);
        host.Steps.Count(step => step == "a").ShouldBe(2);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task An_arrow_back_into_the_middle_of_a_branch_is_an_incident()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new Step("s"), new Step("a"), new Step("b"), new Step("j")],
                    "s->a",
                    "s->b",
                    "a->j",
                    "b->j",
                    "j->a"
                )
            )
            .RunAsync();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        host.State.Incidents.Single().Message.ShouldContain("'j' back to 'a'");
    }

    [Fact]
    public async Task A_decision_follows_its_condition()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new FlowDecision(_ => true) { Id = "d" }, new Step("yes"), new Step("no")],
                    "d:True->yes",
                    "d:False->no"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(["yes"]);
    }

    [Theory]
    [InlineData(SwitchMode.MatchFirst, "one")]
    [InlineData(SwitchMode.MatchAny, "one,two")]
    public async Task A_switch_follows_the_first_case_or_all(SwitchMode mode, string expected)
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [
                        Cases(mode, false, true, true),
                        new Step("zero"),
                        new Step("one"),
                        new Step("two"),
                        new Step("none"),
                    ],
                    "switch:0->zero",
                    "switch:1->one",
                    "switch:2->two",
                    "switch:Default->none"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(expected.Split(','));
    }

    [Fact]
    public async Task A_switch_without_a_match_takes_the_default()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [Cases(SwitchMode.MatchFirst, false), new Step("zero"), new Step("none")],
                    "switch:0->zero",
                    "switch:Default->none"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(["none"]);
    }

    [Fact]
    public async Task A_fork_opens_its_branches()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [
                        new FlowFork { Id = "fork", Branches = new Input<ICollection<string>>(["A", "B"]) },
                        new Step("a"),
                        new Step("b"),
                        new Step("c"),
                    ],
                    "fork:A->a",
                    "fork:B->b",
                    "fork:C->c"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Finish_ends_everything_at_once()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [new Step("s"), new Wait("w"), new Finish { Id = "stop" }, new Step("never")],
                    "s->w",
                    "s->stop",
                    "stop->never"
                )
            )
            .RunAsync();
        host.Steps.ShouldBe(["s", "w"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.State.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task End_completes_the_flowchart_although_another_branch_waits()
    {
        using var host = await EngineHost
            .Flow(() => Flows.Of([new Step("s"), new Wait("w"), new End { Id = "end" }], "s->w", "s->end"))
            .RunAsync();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.State.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chain_of_ten_thousand_branches_not_taken_is_passed_over()
    {
        var arrows = Enumerable
            .Range(0, 10_000)
            .Select(i => $"n{i}->n{i + 1}")
            .Append("ask:No->n0")
            .Append("ask:Yes->yes")
            .ToArray();
        IActivity[] steps =
        [
            new Choose("ask", "Yes"),
            new Step("yes"),
            .. Enumerable.Range(0, 10_001).Select(i => new Step($"n{i}")),
        ];
        using var host = await EngineHost.Flow(() => Flows.Of(steps, arrows)).RunAsync();
        host.Steps.ShouldBe(["ask", "yes"]);
    }

    private static FlowJoin Join(FlowJoinMode mode) => new() { Id = "join", Mode = new Input<FlowJoinMode>(mode) };

    private static Flowchart TwoWaits(FlowJoinMode mode) =>
        Flows.Of(
            [new Step("s"), new Wait("w1"), new Wait("w2"), Join(mode), new Step("end")],
            "s->w1",
            "s->w2",
            "w1->join",
            "w2->join",
            "join->end"
        );

    private static FlowSwitch Cases(SwitchMode mode, params bool[] cases) =>
        new()
        {
            Id = "switch",
            Mode = new Input<SwitchMode>(mode),
            Cases = [.. cases.Select((holds, i) => new FlowSwitchCase($"{i}", () => holds))],
        };
}
