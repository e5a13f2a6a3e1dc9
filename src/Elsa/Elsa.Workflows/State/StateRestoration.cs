using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;

namespace Workflows.Engine;

/// <summary>Puts the saved activities, callbacks and work back into a run.</summary>
internal static class StateRestoration
{
    public static async Task RestoreAsync(WorkflowExecutionContext run, WorkflowState state)
    {
        // Saved newest first; parents are older than their children.
        foreach (var saved in state.ActivityExecutionContexts.Reverse())
        {
            if (run.FindActivityByNodeId(saved.ScheduledActivityNodeId) is { } activity)
                run.AddActivityExecutionContext(await RestoreAsync(run, activity, saved));
            else
                ReportLoss(
                    run,
                    saved.ScheduledActivityNodeId,
                    $"The activity was under way but is not part of version {run.Workflow.Identity.Version}."
                );
        }
        foreach (var saved in state.ActivityExecutionContexts)
            Attach(run, saved);
        foreach (var saved in state.CompletionCallbacks)
            Restore(run, saved);
        foreach (var saved in state.ScheduledActivities)
            Restore(run, saved);
    }

    private static async Task<ActivityExecutionContext> RestoreAsync(
        WorkflowExecutionContext run,
        IActivity activity,
        ActivityExecutionContextState saved
    )
    {
        var context = await run.CreateActivityExecutionContextAsync(activity);
        context.Id = saved.Id;
        context.CallStackDepth = saved.CallStackDepth;
        foreach (var (key, value) in saved.Properties)
            context.Properties[key] = value;
        foreach (var (key, value) in saved.Metadata)
            context.Metadata[key] = value;
        foreach (var (key, value) in saved.ActivityState ?? new Dictionary<string, object>())
            context.ActivityState[key] = value;
        context.DynamicVariables = saved.DynamicVariables.ToList();
        context.TransitionTo(saved.Status);
        context.IsExecuting = saved.IsExecuting;
        context.AggregateFaultCount = saved.FaultCount;
        context.StartedAt = saved.StartedAt;
        context.CompletedAt = saved.CompletedAt;
        context.Tag = saved.Tag;
        context.ClearTaint();
        return context;
    }

    private static void Attach(WorkflowExecutionContext run, ActivityExecutionContextState saved)
    {
        if (run.FindContext(saved.Id) is not { } context || run.FindContext(saved.ParentContextId) is not { } parent)
            return;
        context.ParentActivityExecutionContext = parent;
        context.ExpressionExecutionContext.ParentContext = parent.ExpressionExecutionContext;
    }

    private static void Restore(WorkflowExecutionContext run, CompletionCallbackState saved)
    {
        if (
            run.FindContext(saved.OwnerInstanceId) is not { } owner
            || run.FindNodeById(saved.ChildNodeId) is not { } child
        )
            return;
        var callback = saved.MethodName is { Length: > 0 } method
            ? owner.Activity.GetActivityCompletionCallback(method)
            : null;
        run.AddCompletionCallback(owner, child, callback, saved.Tag);
    }

    private static void Restore(WorkflowExecutionContext run, ActivityWorkItemState saved)
    {
        if (run.FindActivityByNodeId(saved.ActivityNodeId) is not { } activity)
        {
            ReportLoss(
                run,
                saved.ActivityNodeId,
                $"The activity was due but is not part of version {run.Workflow.Identity.Version}."
            );
            return;
        }
        run.Scheduler.Schedule(
            new ActivityWorkItem(
                activity,
                run.FindContext(saved.OwnerContextId),
                saved.Tag,
                saved.Variables,
                run.FindContext(saved.ExistingActivityExecutionContextId),
                saved.Input
            )
        );
    }

    private static void ReportLoss(WorkflowExecutionContext run, string nodeId, string message)
    {
        if (run.Incidents.Any(known => known.ActivityNodeId == nodeId && known.Message == message))
            return;
        var id = nodeId[(nodeId.LastIndexOf(':') + 1)..];
        run.Incidents.Add(new ActivityIncident(id, nodeId, "", message, null, run.SystemClock.UtcNow));
    }
}
