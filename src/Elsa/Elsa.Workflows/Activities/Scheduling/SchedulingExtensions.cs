using Elsa.Common;
using Elsa.Scheduling;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Elsa.Extensions;

/// <summary>Lets an activity wait for a while.</summary>
public static class DelayActivityExecutionContextExtensions
{
    public static void DelayFor(
        this ActivityExecutionContext context,
        TimeSpan delay,
        ExecuteActivityDelegate? callback = null
    ) => context.DelayUntil(context.GetRequiredService<ISystemClock>().UtcNow.Add(delay), callback);

    public static void DelayUntil(
        this ActivityExecutionContext context,
        DateTimeOffset resumeAt,
        ExecuteActivityDelegate? callback = null
    ) =>
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = SchedulingStimulusNames.Delay,
                Stimulus = new DelayPayload(resumeAt),
                IncludeActivityInstanceId = true,
                Callback = callback,
            }
        );
}

/// <summary>Lets an activity wait for, or start a workflow at, the ticks of a timer.</summary>
public static class TimerActivityExecutionContextExtensions
{
    public static void RepeatWithInterval(
        this ActivityExecutionContext context,
        TimeSpan interval,
        ExecuteActivityDelegate? callback = null
    )
    {
        var resumeAt = context.GetRequiredService<ISystemClock>().UtcNow.Add(interval);
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = SchedulingStimulusNames.Timer,
                Stimulus = new TimerBookmarkPayload(resumeAt),
                IncludeActivityInstanceId = true,
                Callback = callback,
            }
        );
    }

    public static TimerTriggerPayload GetTimerTriggerStimulus(this TriggerIndexingContext context, TimeSpan interval)
    {
        context.TriggerName = SchedulingStimulusNames.Timer;
        var clock = context.ExpressionExecutionContext.GetRequiredService<ISystemClock>();
        return new TimerTriggerPayload(clock.UtcNow.Add(interval), interval);
    }
}
