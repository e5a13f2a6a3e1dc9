using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>Somebody leaves: from then on no sign-in, no new tasks, nobody's deputy and with none of their own; cookies and
/// tokens end at once. The tasks they have go to others as <see cref="Tasks.LeftBehind"/> says when they fall due.</summary>
public sealed class DeactivatePerson(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    PeopleHistory history,
    Access access,
    CompanyTime time,
    TimeProvider clock
)
{
    /// <summary>Deactivates now, or at the end of <paramref name="lastDay"/> when that day is not over. Doing it again changes
    /// nothing. May be part of a larger unit of work; flows and timers may do it, people only as administrators.</summary>
    /// <exception cref="RefusedException">NotFound; Forbidden; Conflict for the last active administrator.</exception>
    public async Task RunAsync(Guid personId, Actor actor, CancellationToken stop, DateOnly? lastDay = null)
    {
        await unit.RunAsync(token => EndAsync(personId, actor, lastDay, token), stop);
        await directory.RefreshAfterAsync(unit, stop);
    }

    /// <summary>Whether the person cannot be deactivated, because nobody else could look after the system then.</summary>
    public async Task<bool> IsLastAdministratorAsync(Guid personId, CancellationToken stop) =>
        await PeopleRules.IsLastAdministratorAsync(db, await PeopleRules.LoadAsync(db, personId, stop), stop);

    /// <summary>Deactivates those whose last day is over: what the host does every minute.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ExpireAsync(CancellationToken stop)
    {
        var today = time.DayOf(clock.GetUtcNow());
        if (!await db.People.AnyAsync(p => p.IsActive && p.ValidTo < today, stop))
            return 0;
        var count = await unit.RunAsync(
            async token =>
            {
                var over = await db
                    .People.Include(p => p.Roles)
                    .Where(p => p.IsActive && p.ValidTo < today)
                    .ToListAsync(token);
                foreach (var person in over)
                    await LeaveAsync(person, Guid.Empty, time.StartOf(person.ValidTo!.Value.AddDays(1)), token);
                return over.Count;
            },
            stop
        );
        await directory.RefreshAfterAsync(unit, stop);
        return count;
    }

    private async Task EndAsync(Guid id, Actor actor, DateOnly? lastDay, CancellationToken stop)
    {
        PeopleRules.RequireAdministrator(actor, directory, access);
        var person = await PeopleRules.LoadAsync(db, id, stop);
        if (!person.IsActive)
            return;
        await PeopleRules.KeepAnAdministratorAsync(db, person, stop);
        var today = time.DayOf(clock.GetUtcNow());
        if (lastDay >= today)
        {
            person.ValidTo = lastDay;
            await CutDeputiesAsync(person, lastDay.Value, actor.PersonId, stop);
            await history.RecordAsync(person, actor.PersonId, stop);
            return;
        }
        person.ValidTo = lastDay ?? today;
        await LeaveAsync(person, actor.PersonId, clock.GetUtcNow(), stop);
    }

    private async Task LeaveAsync(Person person, Guid by, DateTimeOffset at, CancellationToken stop)
    {
        person.IsActive = false;
        person.SessionsEnded++;
        foreach (var deputy in await DeputiesAsync(person, stop))
            (deputy.EndedAt, deputy.EndedById) = (clock.GetUtcNow(), by);
        await history.RecordAsync(person, by, stop, at);
    }

    private async Task CutDeputiesAsync(Person person, DateOnly lastDay, Guid by, CancellationToken stop)
    {
        foreach (var deputy in await DeputiesAsync(person, stop))
            if (deputy.From > lastDay)
                (deputy.EndedAt, deputy.EndedById) = (clock.GetUtcNow(), by);
            else if (deputy.Until > lastDay)
                deputy.Until = lastDay;
    }

    private Task<List<Deputies.Deputy>> DeputiesAsync(Person person, CancellationToken stop)
    {
        var today = time.DayOf(clock.GetUtcNow());
        return db
            .Deputies.Where(d => d.EndedAt == null && d.Until >= today)
            .Where(d => d.PersonId == person.Id || d.DeputyId == person.Id)
            .ToListAsync(stop);
    }
}

/// <summary>Somebody comes back: signs in as before and holds the department and roles they had; deputyships do not return.</summary>
public sealed class ReactivatePerson(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    PeopleHistory history,
    Access access,
    CompanyTime time,
    TimeProvider clock
)
{
    /// <exception cref="RefusedException">NotFound; Forbidden to who does not administer.</exception>
    public async Task RunAsync(Guid personId, Actor actor, CancellationToken stop)
    {
        await unit.RunAsync(
            async token =>
            {
                PeopleRules.RequireAdministrator(actor, directory, access);
                var person = await PeopleRules.LoadAsync(db, personId, token);
                var today = time.DayOf(clock.GetUtcNow());
                (person.IsActive, person.ValidTo) = (true, null);
                if (person.ValidFrom > today)
                    person.ValidFrom = today;
                await history.RecordAsync(person, actor.PersonId, token);
            },
            stop
        );
        await directory.RefreshAfterAsync(unit, stop);
    }
}
