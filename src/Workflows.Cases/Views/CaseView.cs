using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Letters;
using Workflows.Cases.Links;
using Workflows.Cases.People;
using Workflows.Cases.Registers;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Views;

/// <summary>One case with everything its page shows.</summary>
public sealed class CaseView(
    CasesDb db,
    Access access,
    RegisterAccess registers,
    LinkedCases linked,
    DocumentList documents,
    RowBuilder rows
)
{
    /// <exception cref="RefusedException">NotFound: there is no such case, or the person may not know of it.</exception>
    public async Task<CaseDetails> FindAsync(string number, Person person, CancellationToken stop)
    {
        var one = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, stop);
        var tasks = one is null
            ? []
            : await db
                .Tasks.AsNoTracking()
                .Include(t => t.Candidates)
                .Where(t => t.CaseId == one.Id)
                .OrderBy(t => t.OpenedAt)
                .ThenBy(t => t.Id)
                .ToListAsync(stop);
        if (one is null || !await MaySeeAsync(person, one, tasks, stop))
            throw new RefusedException("case.unknown", number) { Kind = RefusalKind.NotFound };
        return new CaseDetails
        {
            Case = one,
            ApplicantName = rows.NameOf(one.ApplicantId) ?? "",
            Data = CaseData.Read(one),
            OpenTasks = [.. tasks.Where(t => t.Status == Tasks.TaskStatus.Open).Select(t => rows.Row(t, one))],
            Position = FlowPosition.Of(tasks),
            MayWithdraw = access.MayWithdraw(person, one, tasks),
            MayCopy = one.ArchivedAt is null && access.MayCopy(person, one, tasks),
            MayUrge = UrgedBy(person, one, tasks),
            Readers = [.. one.Copies.OrderBy(c => c.SentAt).Select(Reader)],
            Timeline = await db.ReadTimelineAsync(one, rows, stop),
            Links = await linked.OfAsync(one, stop),
            Documents = await documents.OfCaseAsync(one.Id, stop),
            Letters = await db
                .CaseLetters.AsNoTracking()
                .Where(l => l.CaseId == one.Id)
                .OrderBy(l => l.WrittenAt)
                .ToListAsync(stop),
            Deadline = await db
                .CaseDeadlines.AsNoTracking()
                .Where(d => d.CaseId == one.Id)
                .OrderByDescending(d => d.StartedAt)
                .FirstOrDefaultAsync(stop),
            Pauses = await db
                .CasePauses.AsNoTracking()
                .Where(p => p.CaseId == one.Id)
                .OrderBy(p => p.StartedAt)
                .ToListAsync(stop),
        };
    }

    private List<Guid> UrgedBy(Person person, Case one, List<CaseTask> tasks) =>
        access.MayUrge(person, one, tasks)
            ?
            [
                .. tasks
                    .Where(t => t.Status == Tasks.TaskStatus.Open && !access.MayHandle(person, one, t))
                    .Select(t => t.Id),
            ]
            : [];

    private CopyReader Reader(CaseCopy copy) =>
        new(rows.NameOf(copy.PersonId) ?? "", rows.NameOf(copy.SentById) ?? "", copy.SentAt, copy.ReadAt);

    private async Task<bool> MaySeeAsync(Person person, Case one, List<CaseTask> tasks, CancellationToken stop) =>
        access.MaySee(person, one, tasks)
        || registers.Reads(person, one.ProcessKey)
        || await linked.MaySeeThroughAsync(person, one.Id, stop);
}

/// <summary>One case as its page and the API show it.</summary>
public sealed record CaseDetails
{
    /// <summary>The row, not tracked.</summary>
    public required Case Case { get; init; }
    public required string ApplicantName { get; init; }
    public required JsonObject Data { get; init; }
    public required IReadOnlyList<TaskRow> OpenTasks { get; init; }
    public required FlowPosition Position { get; init; }
    public required bool MayWithdraw { get; init; }
    public required bool MayCopy { get; init; }

    /// <summary>The open tasks that the person may urge others to do.</summary>
    public required IReadOnlyList<Guid> MayUrge { get; init; }

    /// <summary>To whom the case was sent to read.</summary>
    public required IReadOnlyList<CopyReader> Readers { get; init; }
    public required IReadOnlyList<TimelineRow> Timeline { get; init; }
    public IReadOnlyList<LinkedCase> Links { get; init; } = [];
    public IReadOnlyList<DocumentRow> Documents { get; init; } = [];
    public IReadOnlyList<CaseLetter> Letters { get; init; } = [];

    /// <summary>The case's clock, the last that was started; null when none was.</summary>
    public CaseDeadline? Deadline { get; init; }
    public IReadOnlyList<CasePause> Pauses { get; init; } = [];
}

/// <summary>Where the flow stands, by ids of activities of its definition: those that wait for somebody, and those that
/// somebody has dealt with at least once.</summary>
public sealed record FlowPosition(IReadOnlyList<string> Current, IReadOnlyList<string> Done)
{
    internal static FlowPosition Of(IReadOnlyList<CaseTask> tasks)
    {
        var current = tasks.Where(t => t.Status == Tasks.TaskStatus.Open).Select(t => t.ActivityId).ToHashSet();
        var done = tasks.Where(t => t.Status == Tasks.TaskStatus.Decided).Select(t => t.ActivityId).Distinct();
        return new FlowPosition([.. current], [.. done.Where(id => !current.Contains(id))]);
    }
}

internal static class TimelineReading
{
    /// <summary>All entries with the titles their tasks had.</summary>
    public static async Task<IReadOnlyList<TimelineRow>> ReadTimelineAsync(
        this CasesDb db,
        Case one,
        RowBuilder rows,
        CancellationToken stop
    )
    {
        var found = await (
            from entry in db.Timeline.AsNoTracking()
            join task in db.Tasks on entry.TaskId equals task.Id into tasks
            from task in tasks.DefaultIfEmpty()
            where entry.CaseId == one.Id
            orderby entry.Sequence
            select new { Entry = entry, task.Title }
        ).ToListAsync(stop);
        return found.ConvertAll(e => rows.Row(e.Entry, one.ProcessKey, e.Title));
    }
}
