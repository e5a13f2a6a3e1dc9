using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Views;

/// <summary>The inbox: what a person can act on now, the most urgent first.</summary>
public sealed class TaskList(CasesDb db, Rights rights, ActingFor acting, RowBuilder rows, TimeProvider clock)
{
    /// <summary>The first page as the pages and the API show it without further asking; at most 200 tasks.</summary>
    public async Task<IReadOnlyList<TaskRow>> ForAsync(Person person, CancellationToken stop) =>
        await ReadAsync(person, TaskPart.All, new Paging(1, 200), stop);

    public Task<PageOf<TaskRow>> PageAsync(Person person, Paging paging, CancellationToken stop) =>
        PageAsync(person, TaskPart.All, paging, stop);

    public async Task<PageOf<TaskRow>> PageAsync(Person person, TaskPart part, Paging paging, CancellationToken stop) =>
        new(await ReadAsync(person, part, paging, stop), await CountAsync(person, stop, part), paging);

    /// <summary>How many tasks wait for the person: for the badge in the menu.</summary>
    public Task<int> CountAsync(Person person, CancellationToken stop, TaskPart part = TaskPart.All) =>
        Of(person, part).CountAsync(stop);

    private IQueryable<CaseTask> Of(Person person, TaskPart part)
    {
        var tasks = rights.TasksOf(person).AsNoTracking();
        var now = clock.GetUtcNow();
        return part switch
        {
            TaskPart.Mine => tasks.Where(t => t.AssigneeId == person.Id),
            TaskPart.Overdue => tasks.Where(t => t.Due < now),
            _ => tasks,
        };
    }

    private async Task<List<TaskRow>> ReadAsync(Person person, TaskPart part, Paging paging, CancellationToken stop)
    {
        var principals = acting.AllPrincipalsOf(person).Select(p => p.Principal).ToList();
        var found = await (
            from task in Of(person, part)
            join one in db.Cases on task.CaseId equals one.Id
            orderby task.Due == null, task.Due, task.OpenedAt, task.Id
            select new
            {
                task.Id,
                task.CaseId,
                one.Number,
                one.ProcessKey,
                one.Summary,
                task.Title,
                task.Step,
                task.Kind,
                task.Purpose,
                task.IsHeld,
                task.OpenedAt,
                task.Due,
                task.AssigneeId,
                task.UrgedAt,
                task.FormKey,
                task.Revision,
                Candidates = task.Candidates.ToList(),
            }
        )
            .Skip(paging.Skip)
            .Take(paging.Size)
            .ToListAsync(stop);
        return found.ConvertAll(t => new TaskRow(
            t.Id,
            t.CaseId,
            t.Number,
            t.ProcessKey,
            t.Summary,
            t.Title,
            t.Step,
            t.Kind,
            t.Purpose,
            t.IsHeld,
            t.OpenedAt,
            t.Due,
            rows.IsOverdue(t.Due),
            t.AssigneeId,
            rows.NameOf(t.AssigneeId),
            rows.NamesOf(t.Candidates),
            t.UrgedAt,
            t.Revision
        )
        {
            TakesBulk = RowBuilder.TakesBulk(t.Kind, t.Purpose, t.FormKey, t.IsHeld),
            DeputyForName = DeputyFor(person, principals, t.AssigneeId, t.Candidates),
        });
    }

    // Only where somebody acts for somebody: whose the task is, when it is not the reader's own.
    private string? DeputyFor(
        Person person,
        IReadOnlyList<Person> principals,
        Guid? assignee,
        IReadOnlyList<TaskCandidate> candidates
    )
    {
        bool Has(Person who) => assignee is { } id ? id == who.Id : candidates.Any(c => Access.Names(c, who));
        return Has(person) ? null : principals.FirstOrDefault(Has)?.Name;
    }
}

/// <summary>Part of an inbox.</summary>
public enum TaskPart
{
    All,

    /// <summary>What the person has claimed, or alone can do.</summary>
    Mine,

    /// <summary>What should have been done by now.</summary>
    Overdue,
}
