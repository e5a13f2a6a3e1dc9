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
        var weight = new BurstWeight(limits.MaxContent);
        while (run.Scheduler.HasAny)
        {
            stop.ThrowIfCancellationRequested();
            var item = run.Scheduler.Take();
            if (++executed > limits.MaxActivitiesPerBurst)
            {
                Halt(run, await ContextOf(run, item), Endless(item));
                break;
            }
            var context = await ContextOf(run, item);
            await step.RunAsync(context, stop);
            var isLast = !run.Scheduler.HasAny;
            if (weight.IsTooMuchAfter(context) || (isLast && weight.IsTooMuch(run)))
            {
                weight.Lighten(run);
                Halt(run, context, TooMuch(context));
            }
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

    private string Endless(ActivityWorkItem next) =>
        $"The workflow executed {limits.MaxActivitiesPerBurst} activities without coming to rest; it was stopped before '{next.Activity.Id}'. A loop probably never ends.";

    private string TooMuch(ActivityExecutionContext last) =>
        $"The variables, inputs and outputs of the workflow hold more than {limits.MaxContent} characters; it was stopped after '{last.Activity.Id}'. The largest were let go.";

    // Whatever strategy the workflow has, going on would not end: this one always faults.
    private static void Halt(WorkflowExecutionContext run, ActivityExecutionContext at, string why)
    {
        var e = new InvalidOperationException(why);
        at.Fault(e);
        at.AddExecutionLogEntry("Faulted", e.Message, payload: ExceptionState.FromException(e));
        run.Scheduler.Clear();
        if (run.Status == WorkflowStatus.Running)
            run.TransitionTo(WorkflowSubStatus.Faulted);
    }
}
