using Elsa.Workflows;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Activities.Tasks;
using Workflows.Cases.Deadlines;

namespace Workflows.Activities.Clocks;

/// <summary>Makes an activity go on at a time, by a timer in the same transaction.</summary>
internal static class Alarm
{
    /// <summary>A timer whose bookmark has gone moves nothing: it need not be taken back.</summary>
    public static Task WakeAtAsync(
        this ActivityExecutionContext context,
        DateTimeOffset at,
        ExecuteActivityDelegate then
    )
    {
        var bookmark = Guid.CreateVersion7().ToString("N");
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkId = bookmark,
                Stimulus = new TimeOutStimulus(bookmark),
                IncludeActivityInstanceId = false,
                Callback = then,
            }
        );
        var timer = new CaseTimer
        {
            CaseId = context.CaseId(),
            Kind = TimerKind.Flow,
            DueAt = at.ToUniversalTime(),
            FlowInstanceId = context.WorkflowExecutionContext.Id,
            BookmarkId = bookmark,
            Name = $"alarm:{bookmark}",
        };
        return context.GetRequiredService<FlowTimers>().ScheduleAsync(timer, context.CancellationToken);
    }
}
