using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.Registers;
using Workflows.Cases.Views;
using Workflows.Host.Api.Tasks;

namespace Workflows.Host.Api.Cases;

/// <summary>A case that was just opened.</summary>
internal sealed record CaseStartedBody(
    Guid Id,
    string Number,
    string Process,
    string Summary,
    CaseStatus Status,
    DateTimeOffset OpenedAt
);

/// <summary>A case in a list; <c>waiting</c> names the steps that are open.</summary>
internal sealed record CaseRowBody(
    Guid Id,
    string Number,
    string Process,
    string Summary,
    CaseStatus Status,
    string Applicant,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    bool IsOverdue,
    IReadOnlyList<string> Waiting
)
{
    public static CaseRowBody Of(CaseRow row, Texts texts) =>
        new(
            row.CaseId,
            row.Number,
            row.ProcessKey,
            row.Summary,
            row.Status,
            row.ApplicantName,
            row.OpenedAt,
            row.ClosedAt,
            row.IsOverdue,
            [.. row.Waiting.Select(texts.Of)]
        );
}

/// <summary>A case with everything.</summary>
internal sealed record CaseBody(
    Guid Id,
    string Number,
    string Process,
    string Summary,
    CaseStatus Status,
    string Applicant,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? ArchivedAt,
    int FlowVersion,
    int Revision,
    bool MayWithdraw,
    bool MayCopy,
    IReadOnlyList<Guid> MayUrge,
    JsonObject Data,
    IReadOnlyList<TaskRowBody> OpenTasks,
    IReadOnlyList<CopyReader> Copies,
    FlowPosition Flow,
    IReadOnlyList<TimelineBody> Timeline,
    DateTimeOffset? Due,
    DeadlineBody? Deadline,
    IReadOnlyList<PauseBody> Pauses,
    IReadOnlyList<LinkBody> Links,
    IReadOnlyList<LetterBody> Letters,
    IReadOnlyList<DocumentBody> Documents
)
{
    public static CaseBody Of(CaseDetails found, Texts texts, DueTexts dues) =>
        new(
            found.Case.Id,
            found.Case.Number,
            found.Case.ProcessKey,
            found.Case.Summary,
            found.Case.Status,
            found.ApplicantName,
            found.Case.OpenedAt,
            found.Case.ClosedAt,
            found.Case.ArchivedAt,
            found.Case.FlowVersion,
            found.Case.Revision,
            found.MayWithdraw,
            found.MayCopy,
            found.MayUrge,
            found.Data,
            [.. found.OpenTasks.Select(t => TaskRowBody.Of(t, texts, dues))],
            found.Readers,
            found.Position,
            [.. found.Timeline.Select(e => TimelineBody.Of(e, texts))],
            found.Case.Due,
            found.Deadline is { } deadline
                ? new DeadlineBody(deadline.StartedAt, deadline.Due, deadline.StoppedAt, dues.Explain(deadline))
                : null,
            [.. found.Pauses.Select(p => new PauseBody(p.Step, p.StartedAt, p.EndedAt))],
            [
                .. found.Links.Select(l => new LinkBody(
                    l.Number,
                    texts.Of(l.Process),
                    l.Summary,
                    l.Status,
                    l.CameOfThis,
                    l.Note is { } note ? texts.Of(note) : null
                )),
            ],
            [
                .. found.Letters.Select(l => new LetterBody(
                    l.Id,
                    l.Template,
                    l.Language,
                    l.Subject,
                    l.Body,
                    l.WrittenAt,
                    l.SentTo,
                    l.SentAt
                )),
            ],
            [.. found.Documents.Select(d => DocumentBody.Of(d, texts))]
        );
}

/// <summary>The clock of the case as a whole; <c>explained</c> says in one sentence why it is due then.</summary>
internal sealed record DeadlineBody(
    DateTimeOffset StartedAt,
    DateTimeOffset Due,
    DateTimeOffset? StoppedAt,
    string? Explained
);

/// <summary>A span in which the case waited for the customer.</summary>
internal sealed record PauseBody(string Step, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>A case that belongs to this one; <c>cameOfThis</c> is false for the one that this came of.</summary>
/// <param name="Note">What is to be known of it before going on with either.</param>
internal sealed record LinkBody(
    string Number,
    string Process,
    string Summary,
    CaseStatus Status,
    bool CameOfThis,
    string? Note
);

/// <summary>A letter to the customer.</summary>
internal sealed record LetterBody(
    Guid Id,
    string Template,
    string Language,
    string Subject,
    string Body,
    DateTimeOffset WrittenAt,
    string? SentTo,
    DateTimeOffset? SentAt
);

/// <summary>A copy of a form in a department's list.</summary>
internal sealed record DocumentBody(
    Guid Id,
    string Number,
    string Process,
    string Summary,
    string Title,
    string Department,
    DateTimeOffset At,
    DateTimeOffset? ReadAt
)
{
    public static DocumentBody Of(DocumentRow row, Texts texts) =>
        new(
            row.Id,
            row.Number,
            row.ProcessKey,
            row.Summary,
            texts.Of(row.Title),
            row.DepartmentKey,
            row.At,
            row.ReadAt
        );
}

/// <summary>An entry of the timeline.</summary>
internal sealed record TimelineBody(
    int Sequence,
    DateTimeOffset At,
    string Kind,
    string? Person,
    string? OnBehalfOf,
    Channel Channel,
    Guid? TaskId,
    string? Step,
    string? StepTitle,
    string? Outcome,
    string? Comment,
    JsonObject Details,
    string? FormVersion,
    int FlowVersion
)
{
    // The network address stays inside: it is for whoever audits the database.
    public static TimelineBody Of(TimelineRow row, Texts texts) =>
        new(
            row.Sequence,
            row.At,
            row.Kind,
            row.PersonName,
            row.OnBehalfOfName,
            row.Channel,
            row.TaskId,
            row.Step,
            row.StepTitle is { } title ? texts.Of(title) : null,
            row.Outcome,
            row.Comment,
            row.Details,
            row.FormVersion,
            row.FlowVersion
        );
}
