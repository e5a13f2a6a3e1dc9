using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Copies;
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
    IReadOnlyList<TimelineBody> Timeline
)
{
    public static CaseBody Of(CaseDetails found, Texts texts) =>
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
            [.. found.OpenTasks.Select(t => TaskRowBody.Of(t, texts))],
            found.Readers,
            found.Position,
            [.. found.Timeline.Select(e => TimelineBody.Of(e, texts))]
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
