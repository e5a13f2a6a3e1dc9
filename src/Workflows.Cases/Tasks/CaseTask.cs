namespace Workflows.Cases.Tasks;

/// <summary>One thing a person or role must do in a case. Table <c>Tasks</c>.</summary>
public sealed class CaseTask
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }

    /// <summary>Whether the flow asks for it, or somebody who was added to one of the flow's tasks.</summary>
    public TaskPurpose Purpose { get; init; }

    /// <summary>The flow's task that this one was added to, by whom, and what they said with it.</summary>
    public Guid? ParentId { get; init; }
    public Guid? AddedById { get; init; }
    public string? Words { get; init; }

    /// <summary>Counts what was ever added to this task: rounds of signers, their tasks, questions. With 0 there is nothing
    /// to look for.</summary>
    public int Additions { get; set; }

    /// <summary>Waits for the opinions of signers who were added before: nobody can decide it now.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Key of the step in the pack, for example <c>cs-manager-review</c>; several tasks of one step may be open (会办).</summary>
    public required string Step { get; init; }
    public required LocalText Title { get; init; }
    public required TaskKind Kind { get; init; }

    /// <summary>Form to fill when ending the task; null when a comment is all there is.</summary>
    public string? FormKey { get; init; }
    public string? FormVersion { get; init; }

    /// <summary>Outcomes that can be chosen, in the order of their buttons.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>Where Returned may go: <c>previous</c>, <c>applicant</c>; empty when the flow leaves no choice.</summary>
    public IReadOnlyList<string> ReturnTargets { get; init; } = [];

    /// <summary>Department that answers, for one of a <see cref="TaskKind.Gather"/>.</summary>
    public string? DepartmentKey { get; init; }

    /// <summary>The flow's bookmark that this task's decision resumes, and the activity that made it.</summary>
    public required string BookmarkId { get; init; }
    public required string ActivityId { get; init; }
    public List<TaskCandidate> Candidates { get; init; } = [];
    public Guid? AssigneeId { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? Due { get; init; }

    /// <summary>Why it is due then: a <see cref="Deadlines.DueBasis"/> as JSON.</summary>
    public string? DueBasis { get; init; }
    public TaskStatus Status { get; set; } = TaskStatus.Open;
    public string? Outcome { get; set; }

    /// <summary>While the task is open what was saved for later (暂存); afterwards what it was decided with.</summary>
    public string? Comment { get; set; }
    public Guid? DecidedById { get; set; }

    /// <summary>In whose right, when a deputy decided.</summary>
    public Guid? DecidedForId { get; set; }
    public Channel? DecidedThrough { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When somebody last asked to get on with it (催办).</summary>
    public DateTimeOffset? UrgedAt { get; set; }

    /// <summary>What was typed and saved for later (暂存); afterwards what was decided with. A JSON object.</summary>
    public string Data { get; set; } = "{}";

    /// <summary>Every decide, claim, release and transfer raises it and names the one it saw.</summary>
    public int Revision { get; set; }
}

/// <summary>Where a task comes from.</summary>
public enum TaskPurpose
{
    /// <summary>A step of the flow.</summary>
    Step,

    /// <summary>An opinion before the decision (前加签).</summary>
    SignBefore,

    /// <summary>A further approval after the decision (后加签).</summary>
    SignAfter,

    /// <summary>A further approval at the same time (并加签).</summary>
    SignParallel,

    /// <summary>A question (征询).</summary>
    Question,
}

/// <summary>What a task asks for.</summary>
public enum TaskKind
{
    Approve,
    Assign,
    Gather,
}

/// <summary>Whether a task still waits.</summary>
public enum TaskStatus
{
    Open,
    Decided,

    /// <summary>No longer needed: another signer decided, or the case ended.</summary>
    Cancelled,
}

/// <summary>Who may take a task: a person (key is the person's id), everybody with a role, or a department's staff.</summary>
public sealed class TaskCandidate
{
    public Guid TaskId { get; init; }
    public required CandidateKind Kind { get; init; }
    public required string Key { get; init; }
}

/// <summary>What a candidate's key names.</summary>
public enum CandidateKind
{
    Person,
    Role,
    Department,

    /// <summary>A person who had the task and handed it over: may look, not take it.</summary>
    Former,
}
