namespace Workflows.Cases.Deadlines;

/// <summary>The clock of a case as a whole [A26]: from when to when it runs. Table <c>CaseDeadlines</c>.</summary>
public sealed class CaseDeadline
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }

    /// <summary>A policy key, a duration or a date.</summary>
    public required string Rule { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset Due { get; set; }

    /// <summary>A <see cref="DueBasis"/> as JSON.</summary>
    public required string Basis { get; set; }

    /// <summary>When what it was set for was reached; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; set; }
    public bool IsMet => StoppedAt <= Due;
}

/// <summary>A span in which a case waits for the customer and its clock stands still. Table <c>CasePauses</c>.</summary>
public sealed class CasePause
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }

    /// <summary>The step that waits.</summary>
    public required string Step { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
