using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;

namespace Workflows.Cases.People;

/// <summary>What a supervisor or head of department watches over: the tasks of their people, the cases of their department, who
/// is away. Being above somebody shows titles and times, never what a case says; opening one asks <see cref="Access"/>.</summary>
public sealed class TeamBoard(
    CasesDb db,
    Team team,
    DirectoryList list,
    CaseList visible,
    RowBuilder rows,
    TimeProvider clock
)
{
    /// <exception cref="RefusedException">Forbidden to those who answer for nobody.</exception>
    public async Task<TeamView> ReadAsync(Person person, TeamFilter filter, CancellationToken stop)
    {
        if (!team.HasOne(person))
            throw new RefusedException("team.notYours") { Kind = RefusalKind.Forbidden };
        var people = team.Of(person);
        var tasks = WaitingFor(people);
        var counts = await CountAsync(tasks, stop);
        var members = people
            .Select(p => new TeamMember(
                p,
                counts.GetValueOrDefault(p.Id).Open,
                counts.GetValueOrDefault(p.Id).Overdue,
                list.AwayToday(p)
            ))
            .ToList();
        return new TeamView(
            members,
            counts.GetValueOrDefault(Guid.Empty).Open,
            counts.GetValueOrDefault(Guid.Empty).Overdue,
            await TasksAsync(person, tasks, filter, stop),
            await CasesAsync(person, people, tasks, filter, stop)
        );
    }

    // What somebody of the team has, or what waits for one of them to take it.
    private IQueryable<CaseTask> WaitingFor(IReadOnlyList<Person> people)
    {
        var ids = people.Select(p => (Guid?)p.Id).ToList();
        var keys = people.Select(p => p.Id.ToString()).ToList();
        var roles = people.SelectMany(p => p.Roles.Select(r => r.RoleKey)).Distinct().ToList();
        var departments = people.Select(p => p.DepartmentKey).Distinct().ToList();
        return db
            .Tasks.AsNoTracking()
            .Where(t => t.Status == Tasks.TaskStatus.Open)
            .Where(t =>
                ids.Contains(t.AssigneeId)
                || t.AssigneeId == null
                    && t.Candidates.Any(c =>
                        c.Kind == CandidateKind.Person && keys.Contains(c.Key)
                        || c.Kind == CandidateKind.Role && roles.Contains(c.Key)
                        || c.Kind == CandidateKind.Department && departments.Contains(c.Key)
                    )
            );
    }

    // By person; an empty id for what nobody has taken.
    private async Task<Dictionary<Guid, (int Open, int Overdue)>> CountAsync(
        IQueryable<CaseTask> tasks,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var counts = await tasks
            .GroupBy(t => t.AssigneeId)
            .Select(g => new
            {
                g.Key,
                Open = g.Count(),
                Overdue = g.Count(t => t.Due < now),
            })
            .ToListAsync(stop);
        return counts.ToDictionary(c => c.Key ?? Guid.Empty, c => (c.Open, c.Overdue));
    }

    private async Task<PageOf<TeamTask>> TasksAsync(
        Person person,
        IQueryable<CaseTask> tasks,
        TeamFilter filter,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (filter.OnlyOverdue)
            tasks = tasks.Where(t => t.Due < now);
        if (filter.Of is { } of)
            tasks = tasks.Where(t => t.AssigneeId == of);
        var found = await (
            from task in tasks
            join one in db.Cases on task.CaseId equals one.Id
            orderby task.Due == null, task.Due, task.OpenedAt, task.Id
            select new
            {
                Task = task,
                one.Number,
                one.ProcessKey,
                Candidates = task.Candidates.ToList(),
            }
        )
            .Skip(filter.Tasks.Skip)
            .Take(filter.Tasks.Size)
            .ToListAsync(stop);
        var may = await visible.VisibleAmongAsync(person, [.. found.Select(f => f.Task.CaseId).Distinct()], stop);
        var items = found.ConvertAll(f => new TeamTask(
            f.Number,
            f.ProcessKey,
            f.Task.Title,
            f.Task.AssigneeId,
            rows.NameOf(f.Task.AssigneeId),
            rows.NamesOf(f.Candidates),
            f.Task.OpenedAt,
            f.Task.Due,
            rows.IsOverdue(f.Task.Due),
            may.Contains(f.Task.CaseId)
        ));
        return new PageOf<TeamTask>(items, await tasks.CountAsync(stop), filter.Tasks);
    }

    private async Task<PageOf<TeamCase>> CasesAsync(
        Person person,
        IReadOnlyList<Person> people,
        IQueryable<CaseTask> tasks,
        TeamFilter filter,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var ids = people.Select(p => p.Id).Append(person.Id).ToList();
        var cases =
            from one in db.Cases.AsNoTracking()
            where one.Status == CaseStatus.Running || one.Status == CaseStatus.Faulted
            where ids.Contains(one.ApplicantId) || tasks.Any(t => t.CaseId == one.Id)
            let due = db
                .CaseDeadlines.Where(d => d.CaseId == one.Id && d.StoppedAt == null)
                .Where(d => !db.CasePauses.Any(p => p.CaseId == one.Id && p.EndedAt == null))
                .OrderBy(d => d.Due)
                .Select(d => (DateTimeOffset?)d.Due)
                .FirstOrDefault()
            let late = db.Tasks.Any(t => t.CaseId == one.Id && t.Status == Tasks.TaskStatus.Open && t.Due < now)
            select new
            {
                one.Id,
                one.Number,
                one.ProcessKey,
                one.ApplicantId,
                one.OpenedAt,
                Due = due,
                IsOverdue = late || due < now,
            };
        if (filter.OnlyOverdue)
            cases = cases.Where(c => c.IsOverdue);
        var found = await cases
            .OrderByDescending(c => c.IsOverdue)
            .ThenBy(c => c.OpenedAt)
            .ThenBy(c => c.Id)
            .Skip(filter.Cases.Skip)
            .Take(filter.Cases.Size)
            .ToListAsync(stop);
        var may = await visible.VisibleAmongAsync(person, [.. found.Select(c => c.Id)], stop);
        var items = found.ConvertAll(c => new TeamCase(
            c.Number,
            c.ProcessKey,
            rows.NameOf(c.ApplicantId) ?? "",
            c.OpenedAt,
            c.Due,
            c.IsOverdue,
            may.Contains(c.Id)
        ));
        return new PageOf<TeamCase>(items, await cases.CountAsync(stop), filter.Cases);
    }
}
