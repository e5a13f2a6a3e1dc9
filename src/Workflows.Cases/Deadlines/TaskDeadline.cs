using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Deadlines;

/// <summary>The course of a task's deadline: remind before, remind and escalate at the due time, then daily [A26-over].</summary>
public static class TaskDeadline
{
    /// <summary>The timer of a new task. One that is due sooner than the reminder's lead starts with the due time itself.</summary>
    public static CaseTimer First(CaseTask task, DateTimeOffset due, Policy policy, DateTimeOffset now)
    {
        var before = due - policy.Duration("reminders.before");
        var early = before > now;
        return new CaseTimer
        {
            CaseId = task.CaseId,
            TaskId = task.Id,
            Kind = TimerKind.TaskDeadline,
            Stage = early ? DeadlineStage.Before : DeadlineStage.Due,
            DueAt = early ? before : due,
        };
    }
}
