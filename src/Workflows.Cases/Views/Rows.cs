using System.Text.Json.Nodes;
using Workflows.Cases.Cases;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Views;

/// <summary>A task as a line of a list.</summary>
/// <param name="CandidateText">Who may take it: names of roles, departments or people.</param>
public sealed record TaskRow(
    Guid TaskId,
    Guid CaseId,
    string Number,
    string ProcessKey,
    string Summary,
    LocalText Title,
    string Step,
    TaskKind Kind,
    TaskPurpose Purpose,
    bool IsHeld,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Due,
    bool IsOverdue,
    Guid? AssigneeId,
    string? AssigneeName,
    LocalText CandidateText,
    DateTimeOffset? UrgedAt,
    int Revision,
    Deadlines.DueBasis? DueBasis = null
)
{
    /// <summary>Whether it can be ended together with others: an approval that asks for nothing but words.</summary>
    public bool TakesBulk { get; init; }

    /// <summary>Whose task it is, in the list of their deputy.</summary>
    public string? DeputyForName { get; init; }
}

/// <summary>A case as a line of a list. <paramref name="Waiting"/> names the steps that are open now.</summary>
public sealed record CaseRow(
    Guid CaseId,
    string Number,
    string ProcessKey,
    string Summary,
    CaseStatus Status,
    Guid ApplicantId,
    string ApplicantName,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    bool IsOverdue,
    IReadOnlyList<LocalText> Waiting
);

/// <summary>An entry of a case's timeline as people read it.</summary>
public sealed record TimelineRow(
    int Sequence,
    DateTimeOffset At,
    string Kind,
    string? PersonName,
    string? OnBehalfOfName,
    Channel Channel,
    string? RemoteAddress,
    Guid? TaskId,
    string? Step,
    LocalText? StepTitle,
    string? Outcome,
    string? Comment,
    JsonObject Details,
    string? FormVersion,
    int FlowVersion
);

/// <summary>How a task was ended.</summary>
public sealed record TaskEnd(
    Tasks.TaskStatus Status,
    string? Outcome,
    string? Comment,
    string? PersonName,
    Channel? Channel,
    DateTimeOffset At
)
{
    /// <summary>For whom, when a deputy ended it.</summary>
    public string? OnBehalfOfName { get; init; }
}
