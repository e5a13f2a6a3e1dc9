using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>Scheduling from outside an activity.</summary>
public static class WorkflowExecutionContextExtensions
{
    public static ActivityWorkItem ScheduleWorkflow(
        this WorkflowExecutionContext workflowExecutionContext,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null,
        string? schedulingActivityExecutionId = null,
        string? schedulingWorkflowInstanceId = null,
        int? schedulingCallStackDepth = null
    ) =>
        Add(
            workflowExecutionContext,
            new ActivityWorkItem(
                workflowExecutionContext.Workflow,
                input: input,
                variables: variables,
                schedulingActivityExecutionId: schedulingActivityExecutionId,
                schedulingWorkflowInstanceId: schedulingWorkflowInstanceId,
                schedulingCallStackDepth: schedulingCallStackDepth
            )
        );

    public static ActivityWorkItem ScheduleRoot(
        this WorkflowExecutionContext workflowExecutionContext,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null
    ) => workflowExecutionContext.ScheduleActivity(workflowExecutionContext.Workflow.Root, input, variables);

    public static ActivityWorkItem ScheduleActivity(
        this WorkflowExecutionContext workflowExecutionContext,
        IActivity activity,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null
    ) => Add(workflowExecutionContext, new ActivityWorkItem(activity, input: input, variables: variables));

    public static ActivityWorkItem ScheduleActivityExecutionContext(
        this WorkflowExecutionContext workflowExecutionContext,
        ActivityExecutionContext activityExecutionContext,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null
    ) =>
        Add(
            workflowExecutionContext,
            new ActivityWorkItem(
                activityExecutionContext.Activity,
                input: input,
                variables: variables,
                existingActivityExecutionContext: activityExecutionContext
            )
        );

    /// <summary>Resumes the activity that left the bookmark; null when that activity is no longer there.</summary>
    public static ActivityWorkItem? ScheduleBookmark(
        this WorkflowExecutionContext workflowExecutionContext,
        Bookmark bookmark,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null
    )
    {
        if (workflowExecutionContext.FindContext(bookmark.ActivityInstanceId) is not { } waiting)
            return null;
        workflowExecutionContext.ExecuteDelegate = Resumption.Of(waiting.Activity, bookmark);
        workflowExecutionContext.ResumedBookmarkContext = new ResumedBookmarkContext(bookmark);
        return workflowExecutionContext.ScheduleActivityExecutionContext(waiting, input, variables);
    }

    public static ActivityWorkItem Schedule(
        this WorkflowExecutionContext workflowExecutionContext,
        ActivityNode activityNode,
        ActivityExecutionContext owner,
        ScheduleWorkOptions? options = null
    ) => ChildScheduling.Schedule(workflowExecutionContext, activityNode, owner, options);

    public static bool AllActivitiesCompleted(this WorkflowExecutionContext workflowExecutionContext) =>
        workflowExecutionContext.ActivityExecutionContexts.All(context => context.IsCompleted);

    public static object? GetOutputByActivityId(
        this WorkflowExecutionContext workflowExecutionContext,
        string activityId,
        string? outputName = null
    ) => workflowExecutionContext.GetActivityOutputRegister().FindOutputByActivityId(activityId, outputName);

    public static IEnumerable<ActivityExecutionContext> FindActivityExecutionContexts(
        this WorkflowExecutionContext workflowExecutionContext,
        ActivityHandle activityHandle
    )
    {
        var contexts = workflowExecutionContext.ActivityExecutionContexts;
        if (activityHandle.ActivityInstanceId is { } instance)
            return contexts.Where(context => context.Id == instance);
        var node = workflowExecutionContext.FindActivity(activityHandle)?.NodeId;
        return node is null ? [] : contexts.Where(context => context.NodeId == node);
    }

    private static ActivityWorkItem Add(WorkflowExecutionContext context, ActivityWorkItem item)
    {
        context.Scheduler.Schedule(item);
        return item;
    }
}
