using Workflows.Cases.Processes;

namespace Workflows.Cases.Deadlines;

/// <summary>What each ringing of a deadline has in common, of a task as of a case: which reminder it is, who above is told, and
/// when it rings next [A26-over].</summary>
public sealed class DeadlineRound(Policy policy, TimerWriter timers, TimeProvider clock)
{
    /// <summary>Reminds once, escalates once per level reached since the last time, and sets the timer on.</summary>
    public TimerFired Ring(CaseTimer timer, DateTimeOffset due, Action<DeadlineStage> remind, Action<int> escalate)
    {
        var now = clock.GetUtcNow();
        remind(StageNow(timer, due, now));
        foreach (var level in TaskDeadline.LevelsReached(timer, due, policy, now))
            escalate(level);
        timer.EscalatedTo = TaskDeadline.LevelAt(due, policy, now);
        timer.Stage = now < due ? DeadlineStage.Due : DeadlineStage.Overdue;
        var next = TaskDeadline.Next(timer, due, policy, now);
        timers.MoveTo(timer, next);
        return new TimerFired(true, next);
    }

    /// <summary>Ends the timer of what is over.</summary>
    public TimerFired Cancel(CaseTimer timer)
    {
        timer.State = TimerState.Cancelled;
        timer.EndedAt = clock.GetUtcNow();
        timer.Revision++;
        return TimerFired.NotWanted;
    }

    private static DeadlineStage StageNow(CaseTimer timer, DateTimeOffset due, DateTimeOffset now) =>
        now < due ? DeadlineStage.Before
        : timer.Stage == DeadlineStage.Overdue ? DeadlineStage.Overdue
        : DeadlineStage.Due;
}
