using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;

namespace Workflows.Cases.Deadlines;

/// <summary>What is overdue, for those who must react to it [A26-over]: who sees all cases sees all of it, a supervisor or head
/// of department what waits for their people. A case stays on it until it is closed.</summary>
public sealed class OverdueBoard(
    CasesDb db,
    Access access,
    PeopleDirectory directory,
    RowBuilder rows,
    TimeProvider clock
)
{
    private const int Most = 500;

    /// <summary>Whether there is anybody whose work the person answers for.</summary>
    public bool IsFor(Person person) =>
        access.Oversees(person)
        || directory.Current.People.Any(p => p.SupervisorId == person.Id && p.IsActive)
        || directory.Current.Departments.Any(d => d.HeadId == person.Id);

    /// <exception cref="RefusedException">Forbidden to those who answer for nobody.</exception>
    public async Task<OverdueLists> ReadAsync(Person person, CancellationToken stop)
    {
        if (!IsFor(person))
            throw new RefusedException("overdue.notYours") { Kind = RefusalKind.Forbidden };
        var now = clock.GetUtcNow();
        var tasks = await (
            from task in db.Tasks.AsNoTracking().Include(t => t.Candidates)
            join one in db.Cases on task.CaseId equals one.Id
            where task.Status == Tasks.TaskStatus.Open && task.Due < now
            orderby task.Due
            select new { Task = task, Case = one }
        )
            .Take(Most)
            .ToListAsync(stop);
        return new OverdueLists(
            [.. tasks.Where(t => AnswersFor(person, t.Task)).Select(t => rows.Row(t.Task, t.Case))],
            await CasesAsync(person, now, stop)
        );
    }

    private async Task<IReadOnlyList<OverdueCase>> CasesAsync(Person person, DateTimeOffset now, CancellationToken stop)
    {
        var found = await (
            from deadline in db.CaseDeadlines.AsNoTracking()
            join one in db.Cases on deadline.CaseId equals one.Id
            where
                deadline.StoppedAt == null
                && deadline.Due < now
                && !db.CasePauses.Any(p => p.CaseId == one.Id && p.EndedAt == null)
            orderby deadline.Due
            select new { Deadline = deadline, Case = one }
        )
            .Take(Most)
            .ToListAsync(stop);
        var ids = found.ConvertAll(f => f.Case.Id);
        var open = await db
            .Tasks.AsNoTracking()
            .Include(t => t.Candidates)
            .Where(t => ids.Contains(t.CaseId) && t.Status == Tasks.TaskStatus.Open)
            .ToListAsync(stop);
        var byCase = open.ToLookup(t => t.CaseId);
        return
        [
            .. found
                .Where(f => access.Oversees(person) || byCase[f.Case.Id].Any(t => AnswersFor(person, t)))
                .Select(f => Row(f.Case, f.Deadline, [.. byCase[f.Case.Id]])),
        ];
    }

    private OverdueCase Row(Case one, CaseDeadline deadline, IReadOnlyList<CaseTask> open) =>
        new(
            one.Number,
            one.ProcessKey,
            one.Summary,
            deadline.Due,
            DueBasis.Parse(deadline.Basis),
            [.. open.Select(t => t.Title).Distinct()],
            [.. open.SelectMany(t => Handlers.Of(t, directory.Current)).Select(p => p.Name).Distinct()]
        );

    private bool AnswersFor(Person person, CaseTask task) =>
        access.Oversees(person) || Handlers.Of(task, directory.Current).Any(handler => IsAbove(person, handler));

    private bool IsAbove(Person person, Person handler)
    {
        var people = directory.Current;
        if (person.Id != handler.Id && people.Department(handler.DepartmentKey)?.HeadId == person.Id)
            return true;
        // A circle of supervisors ends as well.
        var (at, left) = (people.SupervisorOf(handler), people.People.Count);
        for (; at is not null && left > 0; at = people.SupervisorOf(at), left--)
            if (at.Id == person.Id)
                return true;
        return false;
    }
}

/// <summary>Overdue tasks and cases, the longest overdue first.</summary>
public sealed record OverdueLists(IReadOnlyList<TaskRow> Tasks, IReadOnlyList<OverdueCase> Cases);

/// <summary>A case whose own clock has run out.</summary>
public sealed record OverdueCase(
    string Number,
    string ProcessKey,
    string Summary,
    DateTimeOffset Due,
    DueBasis? Basis,
    IReadOnlyList<LocalText> Waiting,
    IReadOnlyList<string> Handlers
);
