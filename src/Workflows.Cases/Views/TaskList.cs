using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Views;

/// <summary>The inbox: what a person can act on now, the most urgent first.</summary>
public sealed class TaskList(CasesDb db, RowBuilder rows)
{
    /// <summary>The first page as the pages and the API show it without further asking; at most 200 tasks.</summary>
    public async Task<IReadOnlyList<TaskRow>> ForAsync(Person person, CancellationToken stop) =>
        await ReadAsync(person, new Paging(1, 200), stop);

    public async Task<PageOf<TaskRow>> PageAsync(Person person, Paging paging, CancellationToken stop) =>
        new(await ReadAsync(person, paging, stop), await CountAsync(person, stop), paging);

    /// <summary>How many tasks wait for the person: for the badge in the menu.</summary>
    public Task<int> CountAsync(Person person, CancellationToken stop) =>
        db.Tasks.AsNoTracking().Where(MayAct(person)).CountAsync(stop);

    private async Task<List<TaskRow>> ReadAsync(Person person, Paging paging, CancellationToken stop)
    {
        var found = await (
            from task in db.Tasks.AsNoTracking().Where(MayAct(person))
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
                task.OpenedAt,
                task.Due,
                task.AssigneeId,
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
            t.OpenedAt,
            t.Due,
            rows.IsOverdue(t.Due),
            t.AssigneeId,
            rows.NameOf(t.AssigneeId),
            rows.NamesOf(t.Candidates),
            t.Revision
        ));
    }

    // The same rule as Access.MayDecide, as the database can check it.
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
                    && !(t.Kind == TaskKind.Approve && db.Cases.Any(c => c.Id == t.CaseId && c.ApplicantId == me))
            );
    }
}
