using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;

namespace Workflows.Engine;

/// <summary>How a parent has its children run.</summary>
internal static class ChildScheduling
{
    public static Task ScheduleAsync(
        ActivityExecutionContext context,
        IActivity? activity,
        ActivityExecutionContext? owner,
        ScheduleWorkOptions? options
    )
    {
        var workflow = context.WorkflowExecutionContext;
        var node = activity is null
            ? null
            : workflow.FindNodeByActivity(activity)
                ?? throw new InvalidOperationException($"The activity '{activity.Id}' is not part of the workflow.");
        return ScheduleAsync(context, node, owner, options);
    }

    /// <summary>An empty place counts as a child that completes at once.</summary>
    public static async Task ScheduleAsync(
        ActivityExecutionContext context,
        ActivityNode? node,
        ActivityExecutionContext? owner,
        ScheduleWorkOptions? options
    )
    {
        owner ??= context;
        if (node is not null)
        {
            Schedule(context.WorkflowExecutionContext, node, owner, options);
        }
        else if (options?.CompletionCallback is { } callback)
        {
            context.Tag = options.Tag;
            await callback(new ActivityCompletedContext(context, context));
        }
        else
        {
            await owner.CompleteActivityAsync();
        }
    }

    public static ActivityWorkItem Schedule(
        WorkflowExecutionContext workflow,
        ActivityNode node,
        ActivityExecutionContext owner,
        ScheduleWorkOptions? options
    )
    {
        if (
            options?.PreventDuplicateScheduling == true
            && workflow.Scheduler.Find(item => item.Activity == node.Activity && item.Owner == owner) is { } due
        )
            return due;
        if (options?.CompletionCallback is { } callback)
            ActivityTypes.RequireResumable(owner.Activity, callback);
        workflow.AddCompletionCallback(owner, node, options?.CompletionCallback, options?.Tag);
        var item = new ActivityWorkItem(
            node.Activity,
            owner,
            options?.Tag,
            options?.Variables,
            options?.ExistingActivityExecutionContext,
            options?.Input,
            options?.SchedulingActivityExecutionId ?? owner.Id,
            options?.SchedulingWorkflowInstanceId
        );
        workflow.Scheduler.Schedule(item);
        return item;
    }
}
