namespace Elsa.Scheduling
{
    /// <summary>The names under which waits for a time are filed.</summary>
    public static class SchedulingStimulusNames
    {
        public const string Cron = "Elsa.Cron";
        public const string StartAt = "Elsa.StartAt";
        public const string Timer = "Elsa.Timer";
        public const string Delay = "Elsa.Delay";
    }
}

namespace Elsa.Scheduling.Bookmarks
{
    /// <summary>Waits until a delay is over.</summary>
    public record DelayPayload(DateTimeOffset ResumeAt);

    /// <summary>Waits for, or starts at, a moment.</summary>
    public record StartAtPayload(DateTimeOffset ExecuteAt);

    /// <summary>Waits for the next tick of a timer.</summary>
    public record TimerBookmarkPayload(DateTimeOffset ResumeAt);

    /// <summary>Starts at each tick of a timer.</summary>
    public record TimerTriggerPayload(DateTimeOffset StartAt, TimeSpan Interval);

    /// <summary>Waits for the next time of a cron expression.</summary>
    public record CronBookmarkPayload(DateTimeOffset ExecuteAt, string CronExpression);

    /// <summary>Starts at each time of a cron expression.</summary>
    public record CronTriggerPayload(string CronExpression);
}
