using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Options;
using Workflows.Engine;

namespace Elsa.Workflows.Activities.Flowchart.Extensions;

/// <summary>What can be asked of a flowchart, running or not.</summary>
public static class ActivityExecutionContextExtensions
{
    /// <summary>The trigger that started the workflow, else the named start, else the best guess.</summary>
    public static IActivity? GetStartActivity(this Activities.Flowchart flowchart, string? triggerActivityId) =>
        flowchart.GetTriggerActivity(triggerActivityId)
        ?? flowchart.Start
        ?? flowchart.GetExplicitStartActivity()
        ?? flowchart.GetCanStartWorkflowActivity()
        ?? flowchart.GetRootActivity()
        ?? flowchart.Activities.FirstOrDefault();

    public static IActivity? GetTriggerActivity(this Activities.Flowchart flowchart, string? triggerActivityId) =>
        triggerActivityId is null
            ? null
            : flowchart.Activities.FirstOrDefault(activity => activity.Id == triggerActivityId);

    public static IActivity? GetExplicitStartActivity(this Activities.Flowchart flowchart) =>
        flowchart.Activities.FirstOrDefault(activity => activity is Start);

    public static IActivity? GetCanStartWorkflowActivity(this Activities.Flowchart flowchart) =>
        flowchart.Activities.FirstOrDefault(activity => activity.GetCanStartWorkflow());

    public static FlowGraph GetFlowGraph(this ActivityExecutionContext context) =>
        ((Activities.Flowchart)context.Activity).GraphFor(context);

    public static Task CancelInboundAncestorsAsync(this ActivityExecutionContext context, IActivity activity) =>
        FlowJoins.CancelBranchesBeforeAsync(context, context.GetFlowGraph(), activity);

    public static bool HasFaultedChildren(this ActivityExecutionContext context) => FlowchartModes.HasFaults(context);
}

/// <summary>Finding the start.</summary>
public static class FlowchartExtensions
{
    /// <summary>The first activity that no arrow leads to.</summary>
    public static IActivity? GetRootActivity(this Activities.Flowchart flowchart)
    {
        var targets = flowchart.Connections.Select(connection => connection.Target.Activity).ToHashSet();
        return flowchart.Activities.FirstOrDefault(activity => !targets.Contains(activity));
    }
}

/// <summary>How tokens merge before an activity, as the designer saved it.</summary>
public static class ActivityExtensions
{
    private const string Key = "mergeMode";

    public static MergeMode? GetMergeMode(this IActivity activity) =>
        activity.CustomProperties.TryGetValue(Key, out var value)
        && Enum.TryParse<MergeMode>(value?.ToString(), ignoreCase: true, out var mode)
        && mode != MergeMode.None
            ? mode
            : null;

    public static void SetMergeMode(this IActivity activity, MergeMode? value)
    {
        if (value is null or MergeMode.None)
            activity.CustomProperties.Remove(Key);
        else
            activity.CustomProperties[Key] = value.ToString()!;
    }

    public static async Task<MergeMode?> GetMergeModeAsync(this IActivity activity, ActivityExecutionContext context)
    {
        if (activity is not Activities.FlowJoin)
            return activity.GetMergeMode();
        var mode = await FlowJoins.ModeOfAsync(activity, context);
        return mode == FlowJoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
    }
}

/// <summary>Looking arrows up.</summary>
public static class ConnectionsExtensions
{
    public static IEnumerable<Connection> InboundConnections(
        this ICollection<Connection> connections,
        IActivity activity
    ) => connections.Where(connection => connection.Target.Activity == activity).Distinct();

    public static IEnumerable<Connection> OutboundConnections(
        this ICollection<Connection> connections,
        IActivity activity
    ) => connections.Where(connection => connection.Source.Activity == activity).Distinct();

    public static IEnumerable<Connection> OutboundConnections(
        this ICollection<Connection> connections,
        IActivity activity,
        Outcomes outcomes
    ) => connections.OutboundConnections(activity).Where(connection => outcomes.Names.Contains(connection.Source.Port));

    public static IEnumerable<IActivity> InboundActivities(
        this ICollection<Connection> connections,
        IActivity activity
    ) => connections.InboundConnections(activity).Select(connection => connection.Source.Activity);

    public static IEnumerable<IActivity> OutboundActivities(
        this ICollection<Connection> connections,
        IActivity activity
    ) => connections.OutboundConnections(activity).Select(connection => connection.Target.Activity);

    public static IEnumerable<IActivity> OutboundActivities(
        this ICollection<Connection> connections,
        IActivity activity,
        Outcomes outcomes
    ) => connections.OutboundConnections(activity, outcomes).Select(connection => connection.Target.Activity);
}

/// <summary>Choosing how a run's flowcharts go on.</summary>
public static class RunWorkflowOptionsExtensions
{
    public static RunWorkflowOptions WithFlowchartExecutionMode(
        this RunWorkflowOptions options,
        FlowchartExecutionMode mode
    )
    {
        options.Properties ??= new Dictionary<string, object>();
        options.Properties[Activities.Flowchart.ExecutionModePropertyKey] = mode.ToString();
        return options;
    }

    public static RunWorkflowOptions WithTokenBasedFlowchart(this RunWorkflowOptions options) =>
        options.WithFlowchartExecutionMode(FlowchartExecutionMode.TokenBased);

    public static RunWorkflowOptions WithCounterBasedFlowchart(this RunWorkflowOptions options) =>
        options.WithFlowchartExecutionMode(FlowchartExecutionMode.CounterBased);
}
