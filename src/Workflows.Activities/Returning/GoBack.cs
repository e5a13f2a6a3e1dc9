using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Signals;

namespace Workflows.Activities.Returning;

/// <summary>Sends a flow from the activity that runs to another one of the same drawing, as if an arrow led there: the way
/// back to any earlier step. With Elsa's own means only.</summary>
internal static class GoBack
{
    private const string ScopeKey = "FlowScope";
    private const string ErrandsKey = "Errands";

    // Elsa's name for "entered against the arrows", by which such an activity is not counted a second time.
    private const string AgainstArrows = "BackwardConnection";

    /// <summary>Through the chain: everything that follows the target is done again. What is under way there is called off;
    /// other branches go on.</summary>
    public static async ValueTask ThroughTheChainAsync(ActivityExecutionContext context, IActivity target)
    {
        var (flowchart, chart) = ChartOf(context);
        var anew = new FlowReach(chart, StartOf(context)).Between(target, context.Activity);
        if (anew.Count == 0)
        {
            await ThereAndBackAsync(context, target);
            return;
        }
        var counts = flowchart.GetProperty(ScopeKey, () => new FlowScope());
        // Without any count nothing can be due because of what is called off now.
        flowchart.SetProperty(ScopeKey, new FlowScope());
        foreach (var child in OpenOnes(context, flowchart, target, anew))
            await child.CancelActivityAsync();
        flowchart.SetProperty(ScopeKey, VisitCounts.SetBack(counts, chart, target, anew));
        KeepErrands(flowchart, Errands(flowchart).Where(e => e.To != target.Id && anew.All(a => a.Id != e.To)));
        await GoAsync(context, target);
    }

    /// <summary>Straight back: only the target is done again, and then the activity that runs now. Nothing else is touched.</summary>
    public static ValueTask ThereAndBackAsync(ActivityExecutionContext context, IActivity target)
    {
        var (flowchart, _) = ChartOf(context);
        KeepErrands(
            flowchart,
            [.. Errands(flowchart).Where(e => e.To != target.Id), new(target.Id, context.Activity.Id)]
        );
        return GoAsync(context, target);
    }

    /// <summary>Goes back to who asked for it, when the activity was only done again for somebody.</summary>
    /// <param name="isForward">False when it ends in another way than asked for: then the flow goes on as drawn.</param>
    /// <returns>False when nobody waits: the activity ends as always.</returns>
    public static async ValueTask<bool> TryReturnAsync(ActivityExecutionContext context, bool isForward)
    {
        if (context.ParentActivityExecutionContext is not { Activity: Flowchart } flowchart)
            return false;
        var errands = Errands(flowchart);
        if (errands.Find(e => e.To == context.Activity.Id) is not { } errand)
            return false;
        KeepErrands(flowchart, errands.Where(e => e != errand));
        if (!isForward || context.WorkflowExecutionContext.FindActivityById(errand.From) is not { } asker)
            return false;
        await GoAsync(context, asker);
        return true;
    }

    /// <summary>An activity of the same drawing, by its id.</summary>
    public static IActivity? Sibling(ActivityExecutionContext context, string id) =>
        context.ParentActivityExecutionContext?.Activity is Flowchart chart
            ? chart.Activities.FirstOrDefault(a => a.Id == id)
            : null;

    /// <summary>Where the drawing begins.</summary>
    public static IActivity? StartOf(ActivityExecutionContext context) =>
        ChartOf(context).Chart.GetStartActivity(context.WorkflowExecutionContext.TriggerActivityId);

    private static async ValueTask GoAsync(ActivityExecutionContext context, IActivity target)
    {
        var (flowchart, _) = ChartOf(context);
        var input = new Dictionary<string, object> { [AgainstArrows] = true };
        await context.SendSignalAsync(new ScheduleChildActivity(target, input));
        // The flowchart is not told that this one ended: it went along none of its arrows.
        context.WorkflowExecutionContext.PopCompletionCallback(flowchart, context.ActivityNode);
        await context.CompleteActivityAsync();
    }

    private static List<ActivityExecutionContext> OpenOnes(
        ActivityExecutionContext context,
        ActivityExecutionContext flowchart,
        IActivity target,
        IReadOnlySet<IActivity> anew
    ) =>
        [
            .. context.WorkflowExecutionContext.ActivityExecutionContexts.Where(c =>
                c != context
                && c.ParentActivityExecutionContext == flowchart
                && c.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled)
                && (c.Activity == target || anew.Contains(c.Activity))
            ),
        ];

    private static (ActivityExecutionContext Context, Flowchart Chart) ChartOf(ActivityExecutionContext context) =>
        context.ParentActivityExecutionContext is { Activity: Flowchart chart } flowchart
            ? (flowchart, chart)
            : throw new InvalidOperationException($"'{context.Activity.Id}' does not stand in a drawing.");

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
