using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Deadlines;

/// <summary>The course of a deadline, of a task or of a case: remind before, remind and escalate at the due time, then daily; one level
/// further up after a further day [A26-over].</summary>
public static class TaskDeadline
{
    /// <summary>The timer of a new task. One that is due sooner than the reminder's lead starts with the due time itself.</summary>
    public static CaseTimer First(CaseTask task, DateTimeOffset due, Policy policy, DateTimeOffset now) =>
        First(task.CaseId, task.Id, TimerKind.TaskDeadline, due, policy, now);

    /// <summary>The timer of a case as a whole.</summary>
    public static CaseTimer First(Case one, DateTimeOffset due, Policy policy, DateTimeOffset now) =>
        First(one.Id, null, TimerKind.CaseDeadline, due, policy, now);

    private static CaseTimer First(
        Guid caseId,
        Guid? taskId,
        TimerKind kind,
        DateTimeOffset due,
        Policy policy,
        DateTimeOffset now
    )
    {
        var before = due - policy.Duration("reminders.before");
        var early = before > now;
        return new CaseTimer
        {
            CaseId = caseId,
            TaskId = taskId,
            Kind = kind,
            Stage = early ? DeadlineStage.Before : DeadlineStage.Due,
            DueAt = early ? before : due,
        };
    }

    /// <summary>How far up it must have been told by now.</summary>
    internal static int LevelAt(DateTimeOffset due, Policy policy, DateTimeOffset now) =>
        now < due ? 0
        : now < due + policy.Duration("reminders.escalateFurtherAfter") ? 1
        : 2;

    /// <summary>The levels that were reached since the timer rang last.</summary>
    internal static IEnumerable<int> LevelsReached(
        CaseTimer timer,
        DateTimeOffset due,
        Policy policy,
        DateTimeOffset now
    ) => Enumerable.Range(1, 2).Where(level => level > timer.EscalatedTo && level <= LevelAt(due, policy, now));

    /// <summary>When the timer rings next: at the due time, then at whichever comes first, the next daily reminder that is
    /// still ahead or the further escalation.</summary>
    internal static DateTimeOffset Next(CaseTimer timer, DateTimeOffset due, Policy policy, DateTimeOffset now)
    {
        if (now < due)
            return due;
        var every = policy.Duration("reminders.repeatEvery");
        var reminder = due + every * (Math.Floor((now - due) / every) + 1);
        var further = due + policy.Duration("reminders.escalateFurtherAfter");
        return timer.EscalatedTo < 2 && further < reminder ? further : reminder;
    }
}
