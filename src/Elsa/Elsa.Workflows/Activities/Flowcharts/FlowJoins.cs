using Elsa.Expressions.Contracts;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Workflows.Engine;

/// <summary>What joins have in common in both ways of running a flowchart.</summary>
internal static class FlowJoins
{
    /// <summary>Any activity with several arrows into it is a join that waits for all that are active.</summary>
    public static ValueTask<FlowJoinMode> ModeOfAsync(IActivity activity, ActivityExecutionContext flowchart) =>
        activity is not FlowJoin { Mode: { } mode } ? new(FlowJoinMode.WaitAllActive)
        : mode.Expression is { } expression
            ? flowchart
                .GetRequiredService<IExpressionEvaluator>()
                .EvaluateAsync<FlowJoinMode>(expression, flowchart.ExpressionExecutionContext)
        : new(FlowJoinMode.WaitAny);

    /// <summary>Cancels what is still under way in branches that lead to the activity.</summary>
    public static async Task CancelBranchesBeforeAsync(
        ActivityExecutionContext flowchart,
        FlowGraph graph,
        IActivity activity
    )
    {
        if (flowchart.OpenChildren.Count == 0)
            return;
        var before = graph.GetAncestorActivities(activity).ToHashSet();
        foreach (var child in flowchart.OpenChildren.Where(child => before.Contains(child.Activity)).ToList())
            await child.CancelActivityAsync();
    }
}
