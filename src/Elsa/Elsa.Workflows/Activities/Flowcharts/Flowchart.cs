using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.Signals;
using Workflows.Engine;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Activities joined by arrows; the outcomes of each choose which arrows are followed.</summary>
[Activity("Elsa", "Flow", "Activities joined by arrows that their outcomes choose from.")]
[Browsable(false)]
public class Flowchart : Container
{
    /// <summary>A workflow's own choice of <see cref="FlowchartExecutionMode"/>, in its properties.</summary>
    public const string ExecutionModePropertyKey = "Flowchart:ExecutionMode";

#pragma warning disable CA2211, MA0069 // Elsa's switch for a whole process; the host's options are preferred.
    public static bool UseTokenFlow;
#pragma warning restore CA2211, MA0069

    private readonly ConcurrentDictionary<string, FlowGraph> _graphs = new();

    public Flowchart([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line)
    {
        OnSignalReceived<ScheduleActivityOutcomes>(OnScheduleOutcomesAsync);
        OnSignalReceived<ScheduleChildActivity>(OnScheduleChildAsync);
        OnSignalReceived<CancelSignal>(OnChildCanceledAsync);
    }

    [Port]
    [Browsable(false)]
    public IActivity? Start { get; set; }

    public ICollection<Connection> Connections { get; set; } = new List<Connection>();

    /// <summary>The graph as seen from where this run started.</summary>
    internal FlowGraph GraphFor(ActivityExecutionContext context)
    {
        var start = this.GetStartActivity(context.WorkflowExecutionContext.TriggerActivityId);
        return _graphs.GetOrAdd(start?.Id ?? "", _ => new FlowGraph(Connections, start));
    }

    internal ValueTask ScheduleAsync(
        ActivityExecutionContext flowchart,
        IActivity activity,
        ActivityExecutionContext? cause,
        bool backward = false
    ) =>
        flowchart.ScheduleActivityAsync(
            activity,
            new ScheduleWorkOptions
            {
                CompletionCallback = OnChildCompletedAsync,
                SchedulingActivityExecutionId = cause?.Id,
                Input = backward ? new Dictionary<string, object> { [FlowCounting.BackwardInput] = true } : null,
            }
        );

    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (this.GetStartActivity(context.WorkflowExecutionContext.TriggerActivityId) is { } start)
            await context.ScheduleActivityAsync(start, OnChildCompletedAsync);
        else
            await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var (flowchart, child) = (context.TargetContext, context.ChildContext);
        if (child.Status != ActivityStatus.Completed)
            return;
        if (child.Activity is ITerminalNode)
        {
            await flowchart.CompleteActivityAsync();
            return;
        }
        var outcomes = context.Result as Outcomes ?? Outcomes.Default;
        if (FlowchartModes.IsTokenBased(flowchart))
            await new FlowTokens(this, flowchart).FollowAsync(child, outcomes);
        else
            await new FlowCounting(this, flowchart).FollowAsync(child, outcomes);
    }

    // The old name by which instances of token-based flowcharts may have saved the callback.
    private ValueTask OnChildCompletedTokenBasedLogicAsync(ActivityCompletedContext context) =>
        OnChildCompletedAsync(context);

    private async ValueTask OnScheduleOutcomesAsync(ScheduleActivityOutcomes signal, SignalContext context)
    {
        var sender = context.SenderActivityExecutionContext;
        if (sender.ParentActivityExecutionContext != context.ReceiverActivityExecutionContext)
            return;
        context.StopPropagation();
        foreach (
            var connection in GraphFor(context.ReceiverActivityExecutionContext).GetOutboundConnections(sender.Activity)
        )
        {
            if (signal.Outcomes.Contains(connection.Source.Port))
                await ScheduleAsync(context.ReceiverActivityExecutionContext, connection.Target.Activity, sender);
        }
    }

    private async ValueTask OnScheduleChildAsync(ScheduleChildActivity signal, SignalContext context)
    {
        var flowchart = context.ReceiverActivityExecutionContext;
        var child = signal.ActivityExecutionContext?.Activity ?? signal.Activity;
        // The signal goes on to the drawings around this one: only the one that has the activity schedules it.
        if (!Activities.Contains(child))
            return;
        if (signal.Input?.ContainsKey(FlowCounting.BackwardInput) == true && !FlowchartModes.IsTokenBased(flowchart))
            new FlowCounting(this, flowchart).NoteReturn(child);
        await flowchart.ScheduleActivityAsync(
            child,
            new ScheduleWorkOptions
            {
                CompletionCallback = OnChildCompletedAsync,
                ExistingActivityExecutionContext = signal.ActivityExecutionContext,
                Input = signal.Input,
            }
        );
    }

    private async ValueTask OnChildCanceledAsync(CancelSignal signal, SignalContext context)
    {
        var (flowchart, child) = (context.ReceiverActivityExecutionContext, context.SenderActivityExecutionContext);
        if (child.ParentActivityExecutionContext != flowchart || flowchart.Status != ActivityStatus.Running)
            return;
        if (FlowchartModes.IsTokenBased(flowchart))
            await new FlowTokens(this, flowchart).ForgetAsync(child);
        else
            await new FlowCounting(this, flowchart).PassOverAsync(child);
    }
}
