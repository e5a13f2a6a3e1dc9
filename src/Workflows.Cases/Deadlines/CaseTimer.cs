namespace Workflows.Cases.Deadlines;

/// <summary>Something that falls due. The row is the truth; an alarm clock elsewhere only wakes it. Table <c>Timers</c>.</summary>
public sealed class CaseTimer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? CaseId { get; init; }
    public Guid? TaskId { get; init; }
    public required TimerKind Kind { get; init; }
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When it is to be looked at: <see cref="DueAt"/>, or later after a failure.</summary>
    public DateTimeOffset WakeAt { get; set; }

    /// <summary>For <see cref="TimerKind.TaskDeadline"/>: what comes next, moving along before → due → daily.</summary>
    public DeadlineStage Stage { get; set; }

    /// <summary>For <see cref="TimerKind.TaskDeadline"/>: how far up it was told: 0 nobody, 1 the supervisor, 2 one further.</summary>
    public int EscalatedTo { get; set; }

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
    public int Failures { get; set; }
    public int Revision { get; set; }
}

/// <summary>What a timer does.</summary>
public enum TimerKind
{
    /// <summary>Reminds and escalates for one task; one row walks through all stages.</summary>
    TaskDeadline,

    /// <summary>The same for a case as a whole.</summary>
    CaseDeadline,

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

    /// <summary>Daily afterwards: remind the handler; after one further day tell one level further up.</summary>
    Overdue,
}
