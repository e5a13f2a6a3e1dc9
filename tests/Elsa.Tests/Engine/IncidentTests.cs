using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;

namespace Elsa.Tests.Engine;

public sealed class IncidentTests
{
    [Fact]
    public async Task An_exception_faults_the_workflow_and_is_kept()
    {
        using var host = await EngineHost
            .Flow(() => Flows.Of([new Throw("t"), new Step("never")], "t->never"))
            .RunAsync();
        host.Restart();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        var incident = host.State.Incidents.Single();
        incident.ActivityNodeId.ShouldBe("Workflow1:flow:t");
        incident.Message.ShouldBe("t is broken");
        incident.Exception!.StackTrace.ShouldNotBeNull();
        host.Steps.ShouldBe(["t"]);
    }

    [Fact]
    public async Task The_journal_shows_the_fault()
    {
        using var host = await EngineHost.Flow(() => Flows.Of([new Throw("t")])).RunAsync();
        host.Journal.ShouldBe(["Workflow1 Started", "flow Started", "t Started", "t Faulted"]);
        host.Result.WorkflowExecutionContext.ActivityExecutionContexts.First().AggregateFaultCount.ShouldBe(1);
    }

    [Fact]
    public async Task Other_branches_go_on_when_the_workflow_says_so()
    {
        using var host = await new EngineHost(Continuing).RunAsync();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        await host.RestartAsync("w");
        host.Steps.ShouldBe(["s", "t", "w", "w!", "after"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Suspended, "the flowchart does not complete over a fault");
        host.State.Incidents.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_faulted_activity_can_be_tried_again_after_a_restart()
    {
        using var host = await EngineHost
            .Flow(() => Flows.Of([new Throw("t"), new Step("after")], "t->after"))
            .RunAsync();
        host.Restart();
        var faulted = host.State.ActivityExecutionContexts.Single(context => context.Status == ActivityStatus.Faulted);
        Throw.Repaired.Value = true;
        await host.ContinueAsync(
            new RunWorkflowOptions { ActivityHandle = ActivityHandle.FromActivityInstanceId(faulted.Id) }
        );
        host.Steps.ShouldBe(["t", "t", "after"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.State.Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_input_that_cannot_be_evaluated_is_an_incident_that_names_it()
    {
        using var host = await EngineHost
            .For(new WriteLine(new Func<string>(() => throw new FormatException("no number"))) { Id = "w" })
            .RunAsync();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        host.State.Incidents.Single().Message.ShouldBe("Failed to evaluate activity input 'Text': no number");
    }

    [Fact]
    public async Task Fault_carries_its_code_and_category()
    {
        using var host = await EngineHost.For(Fault.Create("E1", "Business", "System", "not allowed")).RunAsync();
        host.State.Incidents.Single().Message.ShouldBe("not allowed");
    }

    [Theory]
    [InlineData(typeof(FaultStrategy))]
    [InlineData(typeof(ContinueWithIncidentsStrategy))]
    public async Task A_loop_that_never_ends_becomes_an_incident(Type strategy)
    {
        using var host = await new EngineHost(
            () =>
                new Workflow(While.True(new Step("again")))
                {
                    Options = new WorkflowOptions { IncidentStrategyType = strategy },
                },
            options => options.MaxActivitiesPerBurst = 1000
        ).RunAsync();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        host.State.Incidents.Single().Message.ShouldContain("1000 activities");
    }

    [Fact]
    public async Task A_loop_that_never_ends_obeys_its_caller()
    {
        using var stop = new CancellationTokenSource();
        var rounds = 0;
        using var host = EngineHost.For(
            While.True(
                new Inline(() =>
                {
                    if (++rounds == 50)
                        stop.Cancel();
                })
            )
        );
        await Should.ThrowAsync<OperationCanceledException>(() => host.RunAsync(stop: stop.Token));
        rounds.ShouldBe(50);
    }

    [Fact]
    public async Task A_cancelled_instance_waits_for_nothing()
    {
        using var host = await EngineHost
            .Flow(() => Flows.Of([new Wait("w"), new Step("never")], "w->never"))
            .RunAsync();
        var run = host.Result.WorkflowExecutionContext;
        run.Cancel();
        run.SubStatus.ShouldBe(WorkflowSubStatus.Cancelled);
        run.Bookmarks.ShouldBeEmpty();
        run.ActivityExecutionContexts.ShouldAllBe(context => context.IsCompleted);
    }

    [Fact]
    public async Task Cancelling_an_activity_cancels_what_is_in_it_and_the_flow_goes_past()
    {
        using var host = await EngineHost
            .Flow(() =>
                Flows.Of(
                    [
                        new Step("s"),
                        new Sequence { Id = "branch", Activities = [new Wait("w")] },
                        new Step("other"),
                        new Wait("stay"),
                        new Step("join"),
                    ],
                    "s->branch",
                    "s->other",
                    "branch->join",
                    "other->join",
                    "s->stay"
                )
            )
            .RunAsync();
        host.Steps.ShouldNotContain("join");
        await Elsa.Extensions.ActivityExecutionContextExtensions.CancelActivityAsync(
            host.Result.WorkflowExecutionContext.ActivityExecutionContexts.Single(context =>
                context.Activity.Id == "branch"
            )
        );
        var run = host.Result.WorkflowExecutionContext;
        run.Bookmarks.Select(bookmark => bookmark.ActivityId).ShouldBe(["stay"]);
        run.Scheduler.List().Select(item => item.Activity.Id).ShouldBe(["join"]);
    }

    private static Workflow Continuing() =>
        new(Flows.Of([new Step("s"), new Throw("t"), new Wait("w"), new Step("after")], "s->t", "s->w", "w->after"))
        {
            Options = new WorkflowOptions { IncidentStrategyType = typeof(ContinueWithIncidentsStrategy) },
        };
}
