using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Handover;

/// <summary>All that still hangs on a person [B6]: customers, open tasks, open cases they applied for, deputyships.</summary>
public sealed class RemainingOf(
    CasesDb db,
    PeopleDirectory directory,
    ProcessCatalog processes,
    CompanyTime time,
    TimeProvider clock
)
{
    /// <param name="besides">The case that asks; it, those it came of and those that came of it do not count, nor what
    /// concerns the person alone.</param>
    public async Task<Remaining> FindAsync(Person person, Guid besides, CancellationToken stop)
    {
        // What this unit has just handed over no longer remains.
        await db.SaveChangesAsync(stop);
        var apart = await db
            .CaseLinks.Where(l => l.FromId == besides || l.ToId == besides)
            .Select(l => l.FromId == besides ? l.ToId : l.FromId)
            .ToListAsync(stop);
        apart.Add(besides);
        apart.AddRange(await PersonalAsync(person, stop));
        var today = time.DayOf(clock.GetUtcNow());
        return new Remaining(
            await db
                .Customers.Where(c => c.Responsibles.Any(r => r.PersonId == person.Id))
                .OrderBy(c => c.Number)
                .ToListAsync(stop),
            await TasksAsync(person, apart, stop),
            await db
                .Cases.Where(c => c.ApplicantId == person.Id && c.ArchivedAt == null && !apart.Contains(c.Id))
                .OrderBy(c => c.Number)
                .ToListAsync(stop),
            await db
                .Deputies.Where(d => d.EndedAt == null && d.Until >= today)
                .Where(d => d.PersonId == person.Id || d.DeputyId == person.Id)
                .OrderBy(d => d.Id)
                .ToListAsync(stop)
        );
    }

    // Their own resignation or leave is nobody else's to carry on.
    private Task<List<Guid>> PersonalAsync(Person person, CancellationToken stop)
    {
        var personal = processes.All.Where(p => p.IsPersonal).Select(p => p.Key).ToList();
        return db
            .Cases.Where(c => c.ApplicantId == person.Id && c.ArchivedAt == null && personal.Contains(c.ProcessKey))
            .Select(c => c.Id)
            .ToListAsync(stop);
    }

    private async Task<IReadOnlyList<CaseTask>> TasksAsync(Person person, List<Guid> apart, CancellationToken stop)
    {
        var id = person.Id.ToString();
        var roles = person.Roles.ConvertAll(r => r.RoleKey);
        var meant = await db
            .Tasks.Include(t => t.Candidates)
            .Where(t => t.Status == Tasks.TaskStatus.Open && !apart.Contains(t.CaseId))
            .Where(t =>
                t.AssigneeId == person.Id
                || t.AssigneeId == null
                    && t.Candidates.Any(c =>
                        c.Kind == CandidateKind.Person && c.Key == id
                        || c.Kind == CandidateKind.Role && roles.Contains(c.Key)
                        || c.Kind == CandidateKind.Department && c.Key == person.DepartmentKey
                    )
            )
            .OrderBy(t => t.Id)
            .ToListAsync(stop);
        return [.. meant.Where(t => t.AssigneeId == person.Id || !SomebodyElse(t, person))];
    }

    private bool SomebodyElse(CaseTask task, Person person) =>
        directory.Current.People.Any(other =>
            other.IsActive && other.Id != person.Id && task.Candidates.Exists(c => Access.Names(c, other))
        );
}

/// <summary>What still hangs on a person.</summary>
/// <param name="Tasks">Those they have, and those that nobody else could do.</param>
public sealed record Remaining(
    IReadOnlyList<CustomerFile> Customers,
    IReadOnlyList<CaseTask> Tasks,
    IReadOnlyList<Case> Cases,
    IReadOnlyList<Deputy> Deputies
)
{
    public int Count => Customers.Count + Tasks.Count + Cases.Count + Deputies.Count;
}
