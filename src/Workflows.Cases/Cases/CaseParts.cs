using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Cases;

/// <summary>How every act on a whole case begins: hold it, find who acts, refuse what they may not know of.</summary>
public sealed class CaseParts(CasesDb db, PeopleDirectory directory, Access access)
{
    /// <exception cref="RefusedException">NotFound.</exception>
    public async Task<(Case Case, List<CaseTask> Tasks, Person Person)> LockAsync(
        string number,
        Actor actor,
        CancellationToken stop
    )
    {
        var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleOrDefaultAsync(stop);
        return id == Guid.Empty ? throw NoSuchCase(number) : await LockAsync(id, number, actor, stop);
    }

    private async Task<(Case, List<CaseTask>, Person)> LockAsync(
        Guid id,
        string number,
        Actor actor,
        CancellationToken stop
    )
    {
        var one = await db.LockCaseAsync(id, stop);
        var tasks = await db.Tasks.Include(t => t.Candidates).Where(t => t.CaseId == id).ToListAsync(stop);
        return directory.Current.Find(actor.PersonId) is { } person && access.MaySee(person, one, tasks)
            ? (one, tasks, person)
            : throw NoSuchCase(number);
    }

    private static RefusedException NoSuchCase(string number) =>
        new("case.unknown", number) { Kind = RefusalKind.NotFound };
}
