using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Models;
using Workflows.Activities.Tasks;
using Workflows.Cases;

namespace Workflows.Activities.Returning;

/// <summary>Reads from a drawing where a case can be returned to: what comes before in the drawing or sequence that an activity
/// stands in, and in those around it. What stands inside another container cannot be entered in its middle.</summary>
internal static class DrawnReturns
{
    /// <summary>Null for an activity that is not found in the flow itself: in a sub-flow only what is drawn there applies.</summary>
    public static FlowReturns? Read(WorkflowGraph graph, string activityId)
    {
        if (graph.FindNodeByActivityId(activityId) is not { } node || IsInSubFlow(node))
            return null;
        var before = Before(node).Select(a => a.Id).ToHashSet();
        if (node.Parents.FirstOrDefault()?.Activity is not Flowchart chart)
            return new FlowReturns(before, null, false) { HasArrows = false };
        var arrow = chart.Connections.FirstOrDefault(c =>
            c.Source.Activity == node.Activity && c.Source.Port == Approve.Returned
        );
        var drawn = arrow?.Target.Activity as TaskActivity;
        return new FlowReturns(before, drawn?.Id, IsApplicants(drawn));
    }

    /// <summary>The activities with tasks that an activity can be returned to.</summary>
    public static IEnumerable<TaskActivity> Before(ActivityNode node)
    {
        var child = node.Activity;
        foreach (var container in node.Ancestors().TakeWhile(a => a.Activity is not Composite).Select(a => a.Activity))
        {
            foreach (var step in Before(container, child).OfType<TaskActivity>())
                yield return step;
            child = container;
        }
    }

    private static IEnumerable<IActivity> Before(IActivity container, IActivity child) =>
        container switch
        {
            Flowchart chart => FlowReach.Before(chart, child),
            Sequence sequence => sequence.Activities.TakeWhile(a => a != child),
            _ => [],
        };

    private static bool IsInSubFlow(ActivityNode node) =>
        node.Ancestors().Any(a => a.Activity is Composite and not Workflow);

    private static bool IsApplicants(TaskActivity? activity) =>
        activity is PersonTaskActivity { Relation.Expression: { Type: "Literal", Value: "applicant" } };
}
