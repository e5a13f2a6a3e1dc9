namespace Workflows.Cases.Tasks;

/// <summary>A task that an activity of the flow asks for.</summary>
public sealed record NewTask
{
    public required Guid CaseId { get; init; }
    public required string Step { get; init; }

    /// <summary>Null takes the title of the pack's step.</summary>
    public LocalText? Title { get; init; }
    public required TaskKind Kind { get; init; }

    /// <summary>Null takes the form of the pack's step, if it has one.</summary>
    public string? FormKey { get; init; }
    public required IReadOnlyList<string> Outcomes { get; init; }
    public IReadOnlyList<string> ReturnTargets { get; init; } = [];

    /// <summary>Sign-in names of those of whom any one may do it; takes the place of the four below.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Exactly one of the four says who: a role key, a sign-in name, a department key (its staff), or the applicant's supervisor / the applicant.</summary>
    public string? Role { get; init; }
    public string? Person { get; init; }
    public string? Department { get; init; }

    /// <summary><c>applicant</c> or <c>supervisor</c> (of the applicant).</summary>
    public string? Relation { get; init; }

    /// <summary>A policy key of a duration (<c>correction.reviewWithin</c>), a duration (<c>2.00:00:00</c>) or a date; null for none.</summary>
    public string? Due { get; init; }
    public required string BookmarkId { get; init; }
    public required string ActivityId { get; init; }
}

/// <summary>How somebody ends a task.</summary>
/// <param name="Outcome">One of the task's outcomes.</param>
/// <param name="Revision">The task's revision that the person saw; null only for callers that cannot have seen one.</param>
/// <param name="Data">The form's fields; null when the task has no form or the mail link offers none.</param>
/// <param name="ReturnTo">One of the task's return targets, when the outcome is Returned.</param>
public sealed record Decision(
    string Outcome,
    int? Revision = null,
    string? Comment = null,
    System.Text.Json.Nodes.JsonObject? Data = null,
    string? ReturnTo = null
);
