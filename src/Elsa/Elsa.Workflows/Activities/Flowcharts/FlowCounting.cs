using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Workflows.Engine;

/// <summary>
/// Decides what follows a completed activity by counting visits of arrows. An arrow not taken still counts as decided,
/// and an activity none of whose arrows were taken is passed over in the same way, so that joins further on need not
/// wait for what will never come.
/// </summary>
internal sealed class FlowCounting(Flowchart flow, ActivityExecutionContext flowchart)
{
    public const string BackwardInput = "BackwardConnection";
    private const string ScopeKey = "FlowScope";

    // The inputs of an activity are not saved while it waits. That it was entered by a backward arrow is therefore noted
    // with the flowchart, or an activity that waits for a person could be returned to only once.
    private const string ReturningKey = "Returning";

    private readonly FlowGraph _graph = flow.GraphFor(flowchart);
    private readonly FlowScope _scope = flowchart.GetProperty(ScopeKey, () => new FlowScope());

    public async ValueTask FollowAsync(ActivityExecutionContext completed, Outcomes outcomes)
    {
        var cameBack = TakeReturn(completed.Activity);
        if (!await FollowAsync(completed.Activity, completed, outcomes, countVisit: !cameBack))
            await CompleteIfIdleAsync();
    }

    /// <summary>A child was cancelled: what comes after it must not wait for it.</summary>
    public async ValueTask PassOverAsync(ActivityExecutionContext cancelled)
    {
        TakeReturn(cancelled.Activity);
        var scheduled =
            !_graph.IsDanglingActivity(cancelled.Activity)
            && await FollowAsync(cancelled.Activity, cancelled, Outcomes.Empty, countVisit: true);
        if (!scheduled)
            await CompleteIfIdleAsync();
    }

    /// <summary>Walks on, depth first, over everything that is passed over; true when something was scheduled.</summary>
    private async ValueTask<bool> FollowAsync(
        IActivity activity,
        ActivityExecutionContext cause,
        Outcomes outcomes,
        bool countVisit
    )
    {
        if (_graph.IsDanglingActivity(activity))
            throw new InvalidOperationException(
                $"The activity '{activity.Id}' cannot be reached from the start of the flowchart '{flow.Id}'."
            );
        if (countVisit)
            _scope.RegisterActivityVisit(activity);
        var scheduled = false;
        var pending = new Stack<(Connection Arrow, bool Followed)>();
        Push(pending, activity, outcomes);
        while (pending.TryPop(out var next))
        {
            _scope.RegisterConnectionVisit(next.Arrow, next.Followed);
            switch (await DecideAsync(next.Arrow, next.Followed))
            {
                case Decision.Schedule:
                    await ScheduleAsync(next.Arrow, cause);
                    scheduled = true;
                    break;
                case Decision.PassOver:
                    _scope.RegisterActivityVisit(next.Arrow.Target.Activity);
                    Push(pending, next.Arrow.Target.Activity, Outcomes.Empty);
                    break;
            }
        }
        return scheduled;
    }

    private void Push(Stack<(Connection, bool)> pending, IActivity activity, Outcomes outcomes)
    {
        foreach (var arrow in Enumerable.Reverse(_graph.GetOutboundConnections(activity)))
            pending.Push((arrow, outcomes.Names.Contains(arrow.Source.Port)));
    }

    private async ValueTask<Decision> DecideAsync(Connection arrow, bool followed)
    {
        var target = arrow.Target.Activity;
        if (_graph.IsBackwardConnection(arrow, out var valid))
        {
            if (followed && !valid)
                throw new InvalidOperationException(
                    $"The arrow from '{arrow.Source.Activity.Id}' back to '{target.Id}' is not a loop: there is a way to its source that does not lead through its target."
                );
            return followed ? Decision.Schedule : Decision.Wait;
        }
        switch (await FlowJoins.ModeOfAsync(target, flowchart))
        {
            case FlowJoinMode.WaitAny when _scope.ShouldIgnoreConnection(arrow, target) || IsDue(target):
                return Decision.Wait;
            case FlowJoinMode.WaitAny when _scope.AnyInboundConnectionsFollowed(_graph, target):
                return Decision.Schedule;
            case var mode when _scope.AllInboundConnectionsVisited(_graph, target):
                var go =
                    mode == FlowJoinMode.WaitAll
                        ? _scope.AllInboundConnectionsFollowed(_graph, target)
                        : _scope.AnyInboundConnectionsFollowed(_graph, target);
                return go && mode != FlowJoinMode.WaitAny ? Decision.Schedule : Decision.PassOver;
            default:
                return Decision.Wait;
        }
    }

    private async ValueTask ScheduleAsync(Connection arrow, ActivityExecutionContext cause)
    {
        var target = arrow.Target.Activity;
        var backward = _graph.IsBackwardConnection(arrow, out _);
        if (backward)
            NoteReturn(target);
        await flow.ScheduleAsync(flowchart, target, cause, backward);
        if (!backward && await FlowJoins.ModeOfAsync(target, flowchart) == FlowJoinMode.WaitAny)
            await FlowJoins.CancelBranchesBeforeAsync(flowchart, _graph, target);
    }

    /// <summary>The activity is entered against the arrows: when it ends, it is not counted once more.</summary>
    public void NoteReturn(IActivity activity) =>
        flowchart.SetProperty(ReturningKey, string.Join('\n', [.. Returning(), activity.Id]));

    private List<string> Returning() =>
        [.. (flowchart.GetProperty<string>(ReturningKey) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private bool TakeReturn(IActivity activity)
    {
        var returning = Returning();
        if (!returning.Remove(activity.Id))
            return false;
        if (returning.Count == 0)
            flowchart.Properties.Remove(ReturningKey);
        else
            flowchart.SetProperty(ReturningKey, string.Join('\n', returning));
        return true;
    }

    private bool IsDue(IActivity activity) =>
        flowchart.WorkflowExecutionContext.Scheduler.Any(item => item.Owner == flowchart && item.Activity == activity);

    private async ValueTask CompleteIfIdleAsync()
    {
        if (FlowchartModes.IsIdle(flowchart) && !FlowchartModes.HasFaults(flowchart))
            await flowchart.CompleteActivityAsync();
    }

    private enum Decision
    {
        Wait,
        Schedule,
        PassOver,
    }
}
