using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Views;

/// <summary>The inbox: what a person can act on now, the most urgent first.</summary>
public sealed class TaskList(CasesDb db, RowBuilder rows, TimeProvider clock)
{
    /// <summary>The first page as the pages and the API show it without further asking; at most 200 tasks.</summary>
    public async Task<IReadOnlyList<TaskRow>> ForAsync(Person person, CancellationToken stop) =>
        await ReadAsync(Of(person, TaskPart.All), new Paging(1, 200), stop);

    public Task<PageOf<TaskRow>> PageAsync(Person person, Paging paging, CancellationToken stop) =>
        PageAsync(person, TaskPart.All, paging, stop);

    public async Task<PageOf<TaskRow>> PageAsync(Person person, TaskPart part, Paging paging, CancellationToken stop) =>
        new(await ReadAsync(Of(person, part), paging, stop), await CountAsync(person, stop, part), paging);

    /// <summary>How many tasks wait for the person: for the badge in the menu.</summary>
    public Task<int> CountAsync(Person person, CancellationToken stop, TaskPart part = TaskPart.All) =>
        Of(person, part).CountAsync(stop);

    private IQueryable<CaseTask> Of(Person person, TaskPart part)
    {
        var tasks = db.Tasks.AsNoTracking().Where(MayAct(person));
        var now = clock.GetUtcNow();
        return part switch
        {
            TaskPart.Mine => tasks.Where(t => t.AssigneeId == person.Id),
            TaskPart.Overdue => tasks.Where(t => t.Due < now),
            _ => tasks,
        };
    }

    private async Task<List<TaskRow>> ReadAsync(IQueryable<CaseTask> tasks, Paging paging, CancellationToken stop)
    {
        var found = await (
            from task in tasks
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
        });
    }

    // The same rule as Access.MayHandle, as the database can check it.
    private Expression<Func<CaseTask, bool>> MayAct(Person person)
    {
        var me = person.Id;
        var key = me.ToString();
        var roles = person.Roles.ConvertAll(r => r.RoleKey);
        var department = person.DepartmentKey;
        return t =>
            t.Status == Tasks.TaskStatus.Open
            && (
                t.AssigneeId == me
                || t.AssigneeId == null
                    && t.Candidates.Any(c =>
                        c.Kind == CandidateKind.Person && c.Key == key
                        || c.Kind == CandidateKind.Role && roles.Contains(c.Key)
                        || c.Kind == CandidateKind.Department && c.Key == department
                    )
            )
            && !(t.Kind == TaskKind.Approve && db.Cases.Any(c => c.Id == t.CaseId && c.ApplicantId == me));
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
