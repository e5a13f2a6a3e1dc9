using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Activities.Flowchart.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Workflows.Engine;

/// <summary>Chooses how a flowchart runs: the workflow's own property, else the host's options, else the static switch.</summary>
internal static class FlowchartModes
{
    public static bool IsTokenBased(ActivityExecutionContext flowchart) =>
        Of(flowchart.WorkflowExecutionContext) == FlowchartExecutionMode.TokenBased;

    /// <summary>Nothing in the flowchart runs or is about to.</summary>
    public static bool IsIdle(ActivityExecutionContext flowchart) =>
        flowchart.OpenChildren.All(child => child.Status != ActivityStatus.Running)
        && !flowchart.WorkflowExecutionContext.Scheduler.Any(item =>
            item.Owner is { } owner && (owner == flowchart || owner.GetAncestors().Contains(flowchart))
        );

    public static bool HasFaults(ActivityExecutionContext flowchart) =>
        flowchart.OpenChildren.Any(child => child.Status == ActivityStatus.Faulted);

    private static FlowchartExecutionMode Of(WorkflowExecutionContext workflow)
    {
        var mode = workflow.Properties.TryGetValue(Flowchart.ExecutionModePropertyKey, out var own)
            ? Parse(own)
            : FlowchartExecutionMode.Default;
        if (mode == FlowchartExecutionMode.Default)
            mode =
                workflow.ServiceProvider.GetService<IOptions<FlowchartOptions>>()?.Value.DefaultExecutionMode
                ?? FlowchartExecutionMode.Default;
        if (mode == FlowchartExecutionMode.Default)
            mode = Flowchart.UseTokenFlow ? FlowchartExecutionMode.TokenBased : FlowchartExecutionMode.CounterBased;
        return mode;
    }

    private static FlowchartExecutionMode Parse(object? value) =>
        Enum.TryParse<FlowchartExecutionMode>(value?.ToString(), ignoreCase: true, out var mode)
            ? mode
            : FlowchartExecutionMode.Default;
}
