using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Signals;

namespace Workflows.Engine;

/// <summary>Cancelling from above.</summary>
public static class Cancelling
{
    /// <summary>
    /// Cancels the activity, then what is in it: unlike <c>CancelActivityAsync</c>, which begins inside, no container gets
    /// to go on when the last of its children is gone.
    /// </summary>
    public static async Task CancelWithAllAsync(this ActivityExecutionContext context)
    {
        if (context.IsCompleted)
            return;
        var children = context.OpenChildren.ToList();
        context.WithdrawScheduledWork();
        context.TransitionTo(ActivityStatus.Canceled);
        context.ClearBookmarks();
        context.ClearCompletionCallbacks();
        context.AddExecutionLogEntry("Canceled");
        await context.SendSignalAsync(new CancelSignal());
        foreach (var child in children)
            await child.CancelWithAllAsync();
    }
}
