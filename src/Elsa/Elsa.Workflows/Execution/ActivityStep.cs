using Elsa.Extensions;
using Elsa.Workflows;
using Microsoft.Extensions.Logging;

namespace Workflows.Engine;

/// <summary>One execution of one activity: inputs, method or callback, journal, and what an exception leads to.</summary>
internal sealed class ActivityStep(IIncidentStrategyResolver incidents, ILogger<ActivityStep> log)
{
    public async ValueTask RunAsync(ActivityExecutionContext context, CancellationToken stop)
    {
        try
        {
            context.AddExecutionLogEntry(context.Bookmarks.Any() ? "Resumed" : "Started");
            await ExecuteAsync(context);
            if (context.Status == ActivityStatus.Running && context.Bookmarks.Any())
                context.AddExecutionLogEntry("Suspended");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller gave up. Nothing of this burst is to be kept.
            throw;
        }
        catch (OperationCanceledException)
            when (context.WorkflowExecutionContext.SubStatus == WorkflowSubStatus.Cancelled)
        {
            // The instance was cancelled while the activity ran: that is all there is to say.
        }
#pragma warning disable CA1031 // Whatever an activity throws becomes an incident.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await HandleAsync(context, e);
        }
    }

    private static async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.RefreshComposites();
        await context.EvaluateInputPropertiesAsync();
        if (!await context.Activity.CanExecuteAsync(context))
        {
            context.TransitionTo(ActivityStatus.Pending);
            context.AddExecutionLogEntry("Precondition Failed", "Cannot execute at this time");
            return;
        }
        using (context.EnterExecution())
        {
            context.TransitionTo(ActivityStatus.Running);
            await (TakeResumption(context) is { } resume ? resume(context) : context.Activity.ExecuteAsync(context));
        }
        BurnResumedBookmark(context);
        context.CountExecution();
    }

    /// <summary>Work left over from before may come first: the callback waits for its own activity.</summary>
    private static ExecuteActivityDelegate? TakeResumption(ActivityExecutionContext context)
    {
        var run = context.WorkflowExecutionContext;
        if (!IsResumed(context))
            return null;
        var resume = run.ExecuteDelegate;
        run.ExecuteDelegate = null;
        return resume;
    }

    private static bool IsResumed(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.ResumedBookmarkContext is not { } resumed
        || resumed.Bookmark.ActivityInstanceId == context.Id;

    private static void BurnResumedBookmark(ActivityExecutionContext context)
    {
        var run = context.WorkflowExecutionContext;
        if (!IsResumed(context))
            return;
        if (run.ResumedBookmarkContext?.Bookmark is { AutoBurn: true } resumed)
            run.RemoveBookmarks(bookmark => bookmark.Id == resumed.Id);
        run.ResumedBookmarkContext = null;
    }

    private async ValueTask HandleAsync(ActivityExecutionContext context, Exception e)
    {
        log.LogWarning(
            e,
            "Activity {Activity} of instance {Instance} failed",
            context.NodeId,
            context.WorkflowExecutionContext.Id
        );
        context.AddExecutionLogEntry(
            "Faulted",
            e.Message,
            payload: new
            {
                Exception = e.GetType().FullName,
                e.Message,
                e.Source,
                e.StackTrace,
                InnerException = e.InnerException?.GetType().FullName,
            }
        );
        context.Fault(e);
        var strategy = await incidents.ResolveStrategyAsync(context);
        strategy.HandleIncident(context);
    }
}
