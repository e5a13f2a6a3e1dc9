using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Cases.Cases;
using Workflows.Cases.Signing;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Host.Api.Cases;
using Workflows.Host.Api.Processes;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Host.Api.Tasks;

/// <summary>How a task is to be ended.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DecideBody(string? Outcome, string? Comment, JsonObject? Data, int? Revision, string? ReturnTo);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DraftBody(JsonObject? Data, string? Comment, int? Revision);

/// <summary>A task that was just ended.</summary>
internal sealed record DecidedBody(
    Guid Id,
    TaskStatus Status,
    string? Outcome,
    DateTimeOffset? DecidedAt,
    string DecidedBy
);

/// <summary>A task in a list.</summary>
internal sealed record TaskRowBody(
    Guid Id,
    string Number,
    string Process,
    string Summary,
    string Title,
    string Step,
    TaskKind Kind,
    TaskPurpose Purpose,
    bool IsHeld,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Due,
    bool IsOverdue,
    string? Assignee,
    string Candidates,
    string? DeputyFor,
    DateTimeOffset? UrgedAt,
    int Revision,
    string? DueExplained
)
{
    public static TaskRowBody Of(TaskRow row, Texts texts, DueTexts dues) =>
        new(
            row.TaskId,
            row.Number,
            row.ProcessKey,
            row.Summary,
            texts.Of(row.Title),
            row.Step,
            row.Kind,
            row.Purpose,
            row.IsHeld,
            row.OpenedAt,
            row.Due,
            row.IsOverdue,
            row.AssigneeName,
            texts.Of(row.CandidateText),
            row.DeputyForName,
            row.UrgedAt,
            row.Revision,
            dues.Explain(row.Due, row.DueBasis)
        );
}

/// <summary>A task with everything.</summary>
internal sealed record TaskBody(
    Guid Id,
    string Number,
    string Process,
    string Summary,
    string Title,
    string Step,
    TaskKind Kind,
    TaskPurpose Purpose,
    bool IsHeld,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Due,
    bool IsOverdue,
    string? Assignee,
    string Candidates,
    DateTimeOffset? UrgedAt,
    int Revision,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> ReturnTargets,
    IReadOnlyList<ReturnBody> Returns,
    string? Department,
    FormBody? Form,
    JsonObject FormData,
    string? DraftComment,
    bool MayDecide,
    bool MayClaim,
    bool MayRelease,
    bool MayTransfer,
    bool MayAddSigners,
    bool MayAsk,
    bool MayCopy,
    bool MayUrge,
    string? ActsFor,
    string? AddedBy,
    string? Words,
    IReadOnlyList<AddedRow> Added,
    TaskEndBody? End,
    TaskCaseBody Case
)
{
    public static TaskBody Of(TaskDetails found, Texts texts, DueTexts dues)
    {
        var row = TaskRowBody.Of(found.Row, texts, dues);
        return new TaskBody(
            row.Id,
            row.Number,
            row.Process,
            row.Summary,
            row.Title,
            row.Step,
            row.Kind,
            row.Purpose,
            row.IsHeld,
            row.OpenedAt,
            row.Due,
            row.IsOverdue,
            row.Assignee,
            row.Candidates,
            row.UrgedAt,
            found.Revision,
            found.Outcomes,
            found.ReturnTargets,
            [.. found.Returns.Select(choice => ReturnBody.Of(choice, texts))],
            found.DepartmentKey,
            found.Form is { } form ? FormBody.Of(form) : null,
            found.FormData,
            found.MayHandle ? found.DraftComment : null,
            found.MayDecide,
            found.MayClaim,
            found.MayRelease,
            found.MayTransfer,
            found.MayAddSigners,
            found.MayAsk,
            found.MayCopy,
            found.MayUrge,
            found.ActsForName,
            found.AddedByName,
            found.Words,
            found.Added,
            found.End is { } end ? TaskEndBody.Of(end) : null,
            new TaskCaseBody(
                found.CaseStatus,
                found.ApplicantName,
                found.CaseOpenedAt,
                found.CaseData,
                [.. found.Timeline.Select(e => TimelineBody.Of(e, texts))]
            )
        );
    }
}

/// <summary>Where a task can be returned to. The key is what <c>returnTo</c> of a decision names; an empty one stands for
/// where the flow's own arrow leads.</summary>
internal sealed record ReturnBody(
    string Key,
    string? Step,
    string? Title,
    IReadOnlyList<string> People,
    bool IsPrevious
)
{
    public static ReturnBody Of(ReturnChoice choice, Texts texts) =>
        new(
            choice.Key,
            choice.Step,
            choice.Title is { } title ? texts.Of(title) : null,
            choice.People,
            choice.IsPrevious
        );
}

/// <summary>The case of a task.</summary>
internal sealed record TaskCaseBody(
    CaseStatus Status,
    string Applicant,
    DateTimeOffset OpenedAt,
    JsonObject Data,
    IReadOnlyList<TimelineBody> Timeline
);

/// <summary>How a task was ended, by whom and when.</summary>
internal sealed record TaskEndBody(
    TaskStatus Status,
    string? Outcome,
    string? Comment,
    string? DecidedBy,
    string? OnBehalfOf,
    DateTimeOffset At
)
{
    public static TaskEndBody Of(TaskEnd end) =>
        new(end.Status, end.Outcome, end.Comment, end.PersonName, end.OnBehalfOfName, end.At);
}
