using Elsa.Extensions;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Signals;
using Workflows.Engine;

namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    /// <summary>
    /// Completes the activity and tells the parent. A result that is an <see cref="Outcomes"/> chooses the way on.
    /// Does nothing unless the activity is running.
    /// </summary>
    public async ValueTask CompleteActivityAsync(object? result = null)
    {
        if (Status != ActivityStatus.Running)
            return;
        foreach (var child in _openChildren.ToList())
            await child.CancelWithAllAsync();
        TransitionTo(ActivityStatus.Completed);
        CompletedAt = _clock.UtcNow;
        if (result is Outcomes outcomes && Activity is not Workflow)
            JournalData["Outcomes"] = outcomes.Names;
        AddExecutionLogEntry("Completed");
        await this.SendSignalAsync(new ActivityCompleted(result));
        ClearBookmarks();
        ClearCompletionCallbacks();
    }

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) =>
        CompleteActivityAsync(new Outcomes(outcomes));

    /// <summary>Completes the composite that this activity stands in.</summary>
    public ValueTask CompleteCompositeAsync(params string[] outcomes) =>
        this.SendSignalAsync(new CompleteCompositeSignal(new Outcomes(outcomes)));

    /// <summary>Takes back work that cancelling this activity makes pointless, so that a lost branch does nothing more.</summary>
    internal void WithdrawScheduledWork() =>
        WorkflowExecutionContext.WithdrawWork(item =>
            item.Owner == this || item.ExistingActivityExecutionContext == this
        );
}
