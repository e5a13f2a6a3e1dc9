using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.Links;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Signing;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Views;

/// <summary>One task with everything its page shows.</summary>
public sealed class TaskView(
    CasesDb db,
    Access access,
    ProcessCatalog processes,
    AddedList added,
    ReturnChoices returns,
    LinkedCases linked,
    RowBuilder rows
)
{
    /// <exception cref="RefusedException">NotFound: there is no such task, or the person may not know of it.</exception>
    public async Task<TaskDetails> FindAsync(Guid id, Person person, CancellationToken stop)
    {
        var found = await (
            from t in db.Tasks.AsNoTracking().Include(t => t.Candidates)
            join c in db.Cases on t.CaseId equals c.Id
            where t.Id == id
            select new { Task = t, Case = c }
        ).SingleOrDefaultAsync(stop);
        if (found is null || !access.MaySee(person, found.Case, found.Task))
            throw new RefusedException("task.unknown", id) { Kind = RefusalKind.NotFound };
        var pack = processes.Find(found.Case.ProcessKey);
        var form = found.Task.FormKey is { } key ? pack?.Forms.GetValueOrDefault(key) : null;
        return Describe(found.Task, found.Case, form, person) with
        {
            Returns = await ReturnsAsync(found.Case, found.Task, person, stop),
            Added = await added.OfAsync(found.Case, found.Task, person, stop),
            Timeline = await db.ReadTimelineAsync(found.Case, rows, stop),
            LinkNotes = [.. (await linked.OfAsync(found.Case, stop)).Where(l => l.Note is not null)],
        };
    }

    private async Task<IReadOnlyList<ReturnChoice>> ReturnsAsync(
        Case one,
        CaseTask task,
        Person person,
        CancellationToken stop
    ) =>
        task.Status == Tasks.TaskStatus.Open && access.MayHandle(person, one, task)
            ? await returns.OfAsync(one, task, stop)
            : [];

    private TaskDetails Describe(CaseTask task, Case one, Form? form, Person person)
    {
        var isOpen = task.Status == Tasks.TaskStatus.Open;
        var mayHandle = isOpen && access.MayHandle(person, one, task);
        var data = CaseData.Read(one);
        return new TaskDetails
        {
            Row = rows.Row(task, one),
            CaseStatus = one.Status,
            ApplicantName = rows.NameOf(one.ApplicantId) ?? "",
            CaseOpenedAt = one.OpenedAt,
            Outcomes = task.Outcomes,
            ReturnTargets = task.ReturnTargets,
            DepartmentKey = task.DepartmentKey,
            Form = form,
            FormData = FormData.For(task, form, data),
            CaseData = data,
            Revision = task.Revision,
            End = rows.EndOf(task),
            MayDecide = mayHandle && access.MayDecide(person, one, task),
            MayHandle = mayHandle,
            MayClaim = mayHandle && task.AssigneeId is null,
            MayRelease = mayHandle && access.MayRelease(person, one, task),
            MayTransfer = isOpen && access.MayTransfer(person, one, task),
            MayAddSigners = mayHandle && Access.TakesSigners(task),
            MayAsk = mayHandle && task.Purpose != TaskPurpose.Question,
            DraftComment = isOpen ? task.Comment : null,
            ActsForName = isOpen ? rows.NameOf(access.OnBehalfOf(person, one, task)) : null,
            RootId = task.ParentId ?? task.Id,
            Words = task.Words,
            AddedByName = rows.NameOf(task.AddedById),
            MayCopy = one.ArchivedAt is null && access.MayCopy(person, one, [task]),
            MayUrge = isOpen && !mayHandle && access.MayUrge(person, one, [task]),
        };
    }
}

/// <summary>One task with its case, as its page and the API show it.</summary>
public sealed record TaskDetails
{
    public required TaskRow Row { get; init; }
    public required CaseStatus CaseStatus { get; init; }
    public required string ApplicantName { get; init; }
    public required DateTimeOffset CaseOpenedAt { get; init; }
    public required IReadOnlyList<string> Outcomes { get; init; }
    public required IReadOnlyList<string> ReturnTargets { get; init; }

    /// <summary>Linked cases of which something is to be known before this is decided.</summary>
    public IReadOnlyList<LinkedCase> LinkNotes { get; init; } = [];

    /// <summary>Where it can be returned to, the first being meant when nothing is chosen; only for who may handle it.</summary>
    public IReadOnlyList<ReturnChoice> Returns { get; init; } = [];
    public required string? DepartmentKey { get; init; }

    /// <summary>Null when the task asks for no form.</summary>
    public required Form? Form { get; init; }

    /// <summary>What the form shows: what was saved for later, else what the case holds already; after the decision what was decided with.</summary>
    public required JsonObject FormData { get; init; }

    /// <summary>The whole data of the case.</summary>
    public required JsonObject CaseData { get; init; }

    /// <summary>To be sent back with a decision.</summary>
    public required int Revision { get; init; }

    /// <summary>Null while the task is open.</summary>
    public required TaskEnd? End { get; init; }
    public required bool MayDecide { get; init; }

    /// <summary>Whether it is the person's task, also while it waits for opinions and cannot be decided.</summary>
    public required bool MayHandle { get; init; }
    public required bool MayClaim { get; init; }
    public required bool MayRelease { get; init; }
    public required bool MayTransfer { get; init; }
    public required bool MayAddSigners { get; init; }
    public required bool MayAsk { get; init; }
    public required bool MayCopy { get; init; }
    public required bool MayUrge { get; init; }

    /// <summary>What was saved for later as comment.</summary>
    public string? DraftComment { get; init; }

    /// <summary>For whom the reader would act on it, as their deputy.</summary>
    public string? ActsForName { get; init; }

    /// <summary>The flow's task that it was added to, or itself.</summary>
    public Guid RootId { get; init; }

    /// <summary>By whom the task was added to one of the flow's, and what they said with it.</summary>
    public string? AddedByName { get; init; }
    public string? Words { get; init; }

    /// <summary>Who was added to the task or asked about it, and what they said.</summary>
    public IReadOnlyList<AddedRow> Added { get; init; } = [];
    public IReadOnlyList<TimelineRow> Timeline { get; init; } = [];
}
