using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Signals;

namespace Workflows.Activities.Returning;

/// <summary>Sends a flow from the activity that runs to another one, as if an arrow led there: the way back to any earlier step
/// of the same drawing or sequence, or of one around it. With Elsa's own means only.</summary>
internal static class GoBack
{
    private const string ScopeKey = "FlowScope";
    private const string ErrandsKey = "Errands";

    // Elsa's name for the place in a sequence that comes next.
    private const string NextInSequence = "CurrentIndex";

    // Elsa's name for "entered against the arrows", by which such an activity is not counted a second time.
    private const string AgainstArrows = "BackwardConnection";

    /// <summary>Through the chain: everything that follows the target is done again. What is under way there is called off, and
    /// so is every container between the two; other branches go on.</summary>
    public static async ValueTask ThroughTheChainAsync(ActivityExecutionContext context, ReturnPlace place)
    {
        var (child, container, target) = place;
        await LeaveContainersAsync(context, child);
        if (container.Activity is not Flowchart chart)
        {
            await GoAsync(place);
            return;
        }
        var start = chart.GetStartActivity(context.WorkflowExecutionContext.TriggerActivityId);
        var anew = new FlowReach(chart, start).Between(target, child.Activity);
        if (anew.Count == 0)
        {
            if (child == context)
                await ThereAndBackAsync(context, place);
            else
                await GoAsync(place);
            return;
        }
        var counts = container.GetProperty(ScopeKey, () => new FlowScope());
        // Without any count nothing can be due because of what is called off now.
        container.SetProperty(ScopeKey, new FlowScope());
        foreach (var open in OpenIn(container).Where(c => c != child))
            if (open.Activity == target || anew.Contains(open.Activity))
                await open.CancelActivityAsync();
        container.SetProperty(ScopeKey, VisitCounts.SetBack(counts, chart, target, anew));
        KeepErrands(container, Errands(container).Where(e => e.To != target.Id && anew.All(a => a.Id != e.To)));
        await GoAsync(place);
    }

    /// <summary>Straight back: only the target is done again, and then the activity that runs now. Nothing else is touched.</summary>
    /// <param name="place">One that the activity itself stands in: a container that was left cannot be entered in its middle.</param>
    public static ValueTask ThereAndBackAsync(ActivityExecutionContext context, ReturnPlace place)
    {
        var (_, container, target) = place;
        KeepErrands(
            container,
            [.. Errands(container).Where(e => e.To != target.Id), new(target.Id, context.Activity.Id)]
        );
        return GoAsync(place);
    }

    /// <summary>Goes back to who asked for it, when the activity was only done again for somebody.</summary>
    /// <param name="isForward">False when it ends in another way than asked for: then the flow goes on as drawn.</param>
    /// <returns>False when nobody waits: the activity ends as always.</returns>
    public static async ValueTask<bool> TryReturnAsync(ActivityExecutionContext context, bool isForward)
    {
        if (context.ParentActivityExecutionContext is not { Activity: Flowchart or Sequence } container)
            return false;
        var errands = Errands(container);
        if (errands.Find(e => e.To == context.Activity.Id) is not { } errand)
            return false;
        KeepErrands(container, errands.Where(e => e != errand));
        if (!isForward || context.WorkflowExecutionContext.FindActivityById(errand.From) is not { } asker)
            return false;
        await GoAsync(new ReturnPlace(context, container, asker));
        return true;
    }

    private static async ValueTask GoAsync(ReturnPlace place)
    {
        var (child, container, target) = place;
        if (container.Activity is Sequence sequence)
        {
            // It looks for what comes next when it is told that this one ended.
            container.SetProperty(NextInSequence, sequence.Activities.ToList().IndexOf(target));
            await child.CompleteActivityAsync();
            return;
        }
        var input = new Dictionary<string, object> { [AgainstArrows] = true };
        await child.SendSignalAsync(new ScheduleChildActivity(target, input));
        // The flowchart is not told that this one ended: it went along none of its arrows.
        container.WorkflowExecutionContext.PopCompletionCallback(container, child.ActivityNode);
        await child.CompleteActivityAsync();
    }

    // From within: nothing around is told that what it holds has ended, so nothing goes on there.
    private static async ValueTask LeaveContainersAsync(
        ActivityExecutionContext context,
        ActivityExecutionContext child
    )
    {
        for (var inner = context; inner != child; inner = inner.ParentActivityExecutionContext!)
        {
            var outer = inner.ParentActivityExecutionContext!;
            if (outer.Activity is Flowchart)
                outer.SetProperty(ScopeKey, new FlowScope());
            outer.WorkflowExecutionContext.PopCompletionCallback(outer, inner.ActivityNode);
            // One child stays open until all others are gone: a container without any would end by itself.
            foreach (var open in OpenIn(outer).Where(c => c != inner))
                await open.CancelActivityAsync();
            await inner.CompleteActivityAsync();
        }
    }

    private static List<ActivityExecutionContext> OpenIn(ActivityExecutionContext container) =>
        [
            .. container.WorkflowExecutionContext.ActivityExecutionContexts.Where(c =>
                c.ParentActivityExecutionContext == container
                && c.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled)
            ),
        ];

    private static List<Errand> Errands(ActivityExecutionContext flowchart) =>
        [
            .. (flowchart.GetProperty<string>(ErrandsKey) ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t'))
                .Select(parts => new Errand(parts[0], parts[1])),
        ];

    // As one text: it must look the same whichever serializer brought the state back.
    private static void KeepErrands(ActivityExecutionContext flowchart, IEnumerable<Errand> errands) =>
        flowchart.SetProperty(ErrandsKey, string.Join('\n', errands.Select(e => $"{e.To}\t{e.From}")));

    /// <summary>An activity that is only done again for another, which waits for it.</summary>
    private sealed record Errand(string To, string From);
}
