namespace Workflows.Cases.Deadlines;

/// <summary>Something that falls due. The row is the truth; an alarm clock elsewhere only wakes it. Table <c>Timers</c>.</summary>
public sealed class CaseTimer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? CaseId { get; init; }
    public Guid? TaskId { get; init; }
    public required TimerKind Kind { get; init; }
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>For <see cref="TimerKind.TaskDeadline"/>: what comes next, moving along before → due → daily (+ escalation).</summary>
    public DeadlineStage Stage { get; set; }

    /// <summary>How many daily reminders were sent.</summary>
    public int Repeats { get; set; }

    /// <summary>For <see cref="TimerKind.Flow"/>: what to resume, and the scheduler's own name for it.</summary>
    public string? FlowInstanceId { get; init; }
    public string? BookmarkId { get; init; }
    public string? Name { get; init; }

    /// <summary>For <see cref="TimerKind.Flow"/>: the request as JSON, when more than a bookmark is to be resumed.</summary>
    public string? Request { get; init; }
    public TimerState State { get; set; } = TimerState.Pending;
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Last failure of firing it; it is tried again later.</summary>
    public string? LastError { get; set; }
    public int Revision { get; set; }
}

/// <summary>What a timer does.</summary>
public enum TimerKind
{
    /// <summary>Reminds and escalates for one task; one row walks through all stages.</summary>
    TaskDeadline,

    /// <summary>Resumes or starts a flow: Elsa's Delay, StartAt, Timer and Cron.</summary>
    Flow,
}

/// <summary>Whether a timer is still wanted.</summary>
public enum TimerState
{
    Pending,
    Fired,
    Cancelled,
}

/// <summary>Next thing a task's deadline timer does [A26-over].</summary>
public enum DeadlineStage
{
    /// <summary>Remind the handler before the due time.</summary>
    Before,

    /// <summary>At the due time: remind the handler, tell the supervisor.</summary>
    Due,

    /// <summary>A day later and daily: remind the handler; the first time tell one level further up.</summary>
    Overdue,
}
