using Elsa.Extensions;
using Elsa.Workflows.Signals;
using Workflows.Engine;

namespace Elsa.Workflows.Behaviors;

/// <summary>Completes the activity after its method has run, unless it created a bookmark.</summary>
public class AutoCompleteBehavior(IActivity owner) : Behavior(owner)
{
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.NewBookmarks.Any() ? ValueTask.CompletedTask : context.CompleteActivityAsync();
}

/// <summary>Calls the parent's callback when a child it scheduled has completed.</summary>
public class ScheduledChildCallbackBehavior : Behavior
{
    public ScheduledChildCallbackBehavior(IActivity owner)
        : base(owner) => OnSignalReceived<ActivityCompleted>(OnChildCompletedAsync);

    private static async ValueTask OnChildCompletedAsync(ActivityCompleted signal, SignalContext context)
    {
        var parent = context.ReceiverActivityExecutionContext;
        var child = context.SenderActivityExecutionContext;
        var entry = parent.WorkflowExecutionContext.PopCompletionCallback(parent, child.ActivityNode);
        if (entry?.CompletionCallback is not { } callback)
            return;
        parent.Tag = entry.Tag;
        await parent.RefreshInputsAsync();
        await callback(new ActivityCompletedContext(parent, child, signal.Result));
    }
}

/// <summary>Makes a loop out of an activity: it takes <see cref="BreakSignal"/> for itself.</summary>
public class BreakBehavior : Behavior
{
    public BreakBehavior(IActivity owner)
        : base(owner)
    {
        OnSignalReceived<BreakSignal>(OnBreak);
        OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);
    }

    private static void OnBreak(BreakSignal signal, SignalContext context)
    {
        context.StopPropagation();
        context.ReceiverActivityExecutionContext.SetIsBreaking();
    }

    private static async ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        await context.ReceiverActivityExecutionContext.CancelActivityAsync();
        await context.ReceiverActivityExecutionContext.CompleteActivityAsync();
    }
}
