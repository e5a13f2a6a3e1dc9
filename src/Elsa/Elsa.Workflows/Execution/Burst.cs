using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>Runs what is scheduled until nothing is.</summary>
internal sealed class Burst(EngineLimits limits, ActivityStep step, ScriptBudget budget)
{
    public async Task RunAsync(WorkflowExecutionContext run, CancellationToken stop)
    {
        using var _ = budget.Enter();
        run.TransitionTo(WorkflowSubStatus.Executing);
        var executed = 0;
        while (run.Scheduler.HasAny)
        {
            stop.ThrowIfCancellationRequested();
            var item = run.Scheduler.Take();
            if (++executed > limits.MaxActivitiesPerBurst)
            {
                Halt(run, await ContextOf(run, item));
                break;
            }
            await step.RunAsync(await ContextOf(run, item), stop);
        }
        if (run.Status == WorkflowStatus.Running)
            run.TransitionTo(run.AllActivitiesCompleted() ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended);
    }

    private static async ValueTask<ActivityExecutionContext> ContextOf(
        WorkflowExecutionContext run,
        ActivityWorkItem item
    )
    {
        if (run.FindContext(item.ExistingActivityExecutionContext?.Id) is { } known)
        {
            foreach (var (name, value) in item.Input)
                known.ActivityInput[name] = value;
            return known;
        }
        var options = new ActivityInvocationOptions(item.Owner, item.Tag, item.Variables, null, item.Input)
        {
            SchedulingActivityExecutionId = item.SchedulingActivityExecutionId,
            SchedulingWorkflowInstanceId = item.SchedulingWorkflowInstanceId,
            SchedulingCallStackDepth = item.SchedulingCallStackDepth,
        };
        var context = await run.CreateActivityExecutionContextAsync(item.Activity, options);
        context.Taint();
        run.AddActivityExecutionContext(context);
        return context;
    }

    // Whatever strategy the workflow has, going on would not end: this one always faults.
    private void Halt(WorkflowExecutionContext run, ActivityExecutionContext next)
    {
        var e = new InvalidOperationException(
            $"The workflow executed {limits.MaxActivitiesPerBurst} activities without coming to rest; it was stopped before '{next.Activity.Id}'. A loop probably never ends."
        );
        next.Fault(e);
        next.AddExecutionLogEntry("Faulted", e.Message, payload: ExceptionState.FromException(e));
        run.Scheduler.Clear();
        if (run.Status == WorkflowStatus.Running)
            run.TransitionTo(WorkflowSubStatus.Faulted);
    }
}
