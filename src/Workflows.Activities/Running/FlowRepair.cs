using Elsa.Workflows;
using Elsa.Workflows.State;
using Workflows.Cases;

namespace Workflows.Activities.Running;

/// <summary>Makes a failed instance runnable again.</summary>
internal static class FlowRepair
{
    /// <summary>Opens the instance and schedules every activity that failed once more. What the incidents tell stays.</summary>
    public static void Reopen(WorkflowState state)
    {
        var failed = state.ActivityExecutionContexts.Where(a => a.Status == ActivityStatus.Faulted).ToList();
        if (failed.Count == 0)
            throw new RefusedException("case.notFaulted") { Kind = RefusalKind.Conflict };
        state.Status = WorkflowStatus.Running;
        state.SubStatus = WorkflowSubStatus.Suspended;
        state.FinishedAt = null;
        // Ancestors count the faults below them.
        foreach (var activity in state.ActivityExecutionContexts)
            activity.FaultCount = 0;
        foreach (var activity in failed)
        {
            activity.Status = ActivityStatus.Running;
            activity.IsExecuting = false;
            state.ScheduledActivities.Add(
                new ActivityWorkItemState
                {
                    ActivityNodeId = activity.ScheduledActivityNodeId,
                    OwnerContextId = activity.ParentContextId,
                    ExistingActivityExecutionContextId = activity.Id,
                }
            );
        }
    }
}
