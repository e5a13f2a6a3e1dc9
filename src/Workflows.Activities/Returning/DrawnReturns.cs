using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Models;
using Workflows.Activities.Tasks;
using Workflows.Cases;

namespace Workflows.Activities.Returning;

/// <summary>Reads from a drawing where a case can be returned to.</summary>
internal static class DrawnReturns
{
    /// <summary>Nothing for an activity that does not stand in the workflow's own drawing: inside a loop or a sub-flow only
    /// what is drawn there applies.</summary>
    public static FlowReturns? Read(WorkflowGraph graph, string activityId)
    {
        if (
            graph.FindNodeByActivityId(activityId) is not { } node
            || graph.Workflow.Root is not Flowchart chart
            || !chart.Activities.Contains(node.Activity)
        )
            return null;
        var before = FlowReach.Before(chart, node.Activity).OfType<TaskActivity>().Select(a => a.Id).ToHashSet();
        var arrow = chart.Connections.FirstOrDefault(c =>
            c.Source.Activity == node.Activity && c.Source.Port == Approve.Returned
        );
        var drawn = arrow?.Target.Activity as TaskActivity;
        return new FlowReturns(before, drawn?.Id, IsApplicants(drawn));
    }

    private static bool IsApplicants(TaskActivity? activity) =>
        activity is PersonTaskActivity { Relation.Expression: { Type: "Literal", Value: "applicant" } };
}
