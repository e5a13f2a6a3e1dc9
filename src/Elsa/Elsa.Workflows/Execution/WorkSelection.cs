using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;

namespace Workflows.Engine;

/// <summary>Chooses what a burst begins with.</summary>
internal static class WorkSelection
{
    public static void Start(WorkflowExecutionContext run, RunWorkflowOptions? options) =>
        run.ScheduleWorkflow(
            schedulingActivityExecutionId: options?.SchedulingActivityExecutionId,
            schedulingWorkflowInstanceId: options?.SchedulingWorkflowInstanceId,
            schedulingCallStackDepth: options?.SchedulingCallStackDepth
        );

    /// <summary>A bookmark or an activity if one is named, else what was due, else what a crash interrupted, else the start.</summary>
    public static void Select(WorkflowExecutionContext run, RunWorkflowOptions? options)
    {
        if (options?.BookmarkId is { Length: > 0 } bookmarkId)
            ResumeBookmark(run, bookmarkId);
        else if (options?.ActivityHandle is { } handle)
            ScheduleActivity(run, handle);
        else if (!run.Scheduler.HasAny)
            ContinueOrStart(run, options);
        SetVariables(run, options);
    }

    // A bookmark that is gone was answered by somebody else: there is nothing to do.
    private static void ResumeBookmark(WorkflowExecutionContext run, string bookmarkId)
    {
        if (run.Bookmarks.FirstOrDefault(bookmark => bookmark.Id == bookmarkId) is { } bookmark)
            run.ScheduleBookmark(bookmark);
    }

    private static void ScheduleActivity(WorkflowExecutionContext run, ActivityHandle handle)
    {
        if (handle.ActivityInstanceId is { } instanceId)
        {
            var context =
                run.FindContext(instanceId)
                ?? throw new InvalidOperationException(
                    $"No execution {instanceId} is under way in the instance {run.Id}."
                );
            if (context.Status == ActivityStatus.Faulted)
                Retry(run, context);
            run.ScheduleActivityExecutionContext(context);
        }
        else
        {
            var activity =
                run.FindActivity(handle)
                ?? throw new InvalidOperationException($"There is no activity {handle} in the workflow.");
            run.ScheduleActivity(activity);
        }
    }

    private static void Retry(WorkflowExecutionContext run, ActivityExecutionContext faulted)
    {
        if (run.SubStatus == WorkflowSubStatus.Faulted)
            run.Reopen();
        faulted.RecoverFromFault();
        foreach (var incident in run.Incidents.Where(incident => incident.ActivityNodeId == faulted.NodeId).ToList())
            run.Incidents.Remove(incident);
    }

    private static void ContinueOrStart(WorkflowExecutionContext run, RunWorkflowOptions? options)
    {
        var interrupted = run.ActivityExecutionContexts.Where(context => context.IsExecuting).ToList();
        foreach (var context in interrupted)
            run.ScheduleActivityExecutionContext(context);
        if (interrupted.Count > 0 || run.ActivityExecutionContexts.Count > 0)
            return;
        InitialVariables.Put(run, options?.Variables);
        Start(run, options);
    }

    private static void SetVariables(WorkflowExecutionContext run, RunWorkflowOptions? options)
    {
        if (options?.Variables is not { } values)
            return;
        if (
            run.ActivityExecutionContexts.FirstOrDefault(context => context.ParentActivityExecutionContext is null)
            is not { } root
        )
            return;
        foreach (var (name, value) in values)
            root.SetDynamicVariable(name, value);
    }
}
