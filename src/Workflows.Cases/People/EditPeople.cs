using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>Administrators add people and change them; every change goes to the history.</summary>
public sealed class EditPeople(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    PeopleHistory history,
    Access access,
    CompanyTime time,
    TimeProvider clock
)
{
    /// <summary>The refusal's code when somebody else changed the person meanwhile.</summary>
    public const string ChangedMeanwhile = "people.changedMeanwhile";

    /// <returns>The person's id.</returns>
    /// <exception cref="RefusedException">Forbidden; Invalid at the fields of the entry.</exception>
    public async Task<Guid> AddAsync(PersonEntry typed, Actor actor, CancellationToken stop)
    {
        var entry = typed.Tidy();
        var id = await unit.RunAsync(token => AddAsync(entry, null, actor, token), stop);
        await directory.RefreshAfterAsync(unit, stop);
        return id;
    }

    /// <summary>Changes everything of the person but the sign-in name.</summary>
    /// <param name="revision">The revision that was read before it was changed.</param>
    /// <exception cref="RefusedException">NotFound; Forbidden; Invalid at the fields; Conflict when somebody else changed the
    /// person meanwhile or no administrator would remain.</exception>
    public async Task ChangeAsync(Guid id, PersonEntry typed, int revision, Actor actor, CancellationToken stop)
    {
        await unit.RunAsync(
            async token =>
            {
                PeopleRules.RequireAdministrator(actor, directory, access);
                var person = await PeopleRules.LoadAsync(db, id, token);
                if (person.Revision != revision)
                    throw new RefusedException(ChangedMeanwhile, person.Name) { Kind = RefusalKind.Conflict };
                await AddAsync((typed with { SignInName = person.SignInName }).Tidy(), person, actor, token);
            },
            stop
        );
        await directory.RefreshAfterAsync(unit, stop);
    }

    private async Task<Guid> AddAsync(PersonEntry entry, Person? known, Actor actor, CancellationToken stop)
    {
        PeopleRules.RequireAdministrator(actor, directory, access);
        var people = await db.People.AsNoTracking().ToDictionaryAsync(p => p.SignInName, stop);
        var departments = await db.Departments.Select(d => d.Key).ToHashSetAsync(stop);
        var roles = await db.Roles.Select(r => r.Key).ToHashSetAsync(stop);
        // An administrator stays one in an installation that has no list of roles.
        roles.Add("admin");
        var errors = EntryCheck.Of(entry, departments, roles, people.Keys.ToHashSet()).ToList();
        if (known is null && entry.SignInName is { } name && people.ContainsKey(name))
            errors.Add(new FieldError("/signInName", "field.nameTaken", name));
        if (known is not { IsActive: false } && entry.ValidTo < time.DayOf(clock.GetUtcNow()))
            errors.Add(new FieldError("/validTo", "field.inThePast"));
        var supervisor = entry.Supervisor is { } boss ? people.GetValueOrDefault(boss) : null;
        if (known is not null && IsAbove(known.Id, supervisor, people.Values.ToDictionary(p => p.Id)))
            errors.Add(new FieldError("/supervisor", "field.supervisorLoop", supervisor!.Name));
        if (errors.Count > 0)
            throw new RefusedException("invalid") { Fields = errors };
        return await SaveAsync(entry, known, supervisor?.Id, actor, stop);
    }

    private async Task<Guid> SaveAsync(
        PersonEntry entry,
        Person? known,
        Guid? supervisor,
        Actor actor,
        CancellationToken stop
    )
    {
        if (known is not null && (!entry.Roles.Contains("admin") || entry.ValidTo is not null))
            await PeopleRules.KeepAnAdministratorAsync(db, known, stop);
        var person = known ?? PeopleRules.New(entry);
        entry.CopyTo(person, supervisor);
        if (known is null)
            db.People.Add(person);
        var begins = known is null && person.ValidFrom is { } first ? time.StartOf(first) : (DateTimeOffset?)null;
        await history.RecordAsync(person, actor.PersonId, stop, begins);
        return person.Id;
    }

    // Whoever is supervised by the person, through any number of others, cannot be their supervisor.
    private static bool IsAbove(Guid person, Person? supervisor, Dictionary<Guid, Person> people)
    {
        var seen = new HashSet<Guid>();
        for (var at = supervisor; at is not null && seen.Add(at.Id); at = Next(at))
            if (at.Id == person)
                return at != supervisor;
        return false;

        Person? Next(Person one) => one.SupervisorId is { } id ? people.GetValueOrDefault(id) : null;
    }
}
