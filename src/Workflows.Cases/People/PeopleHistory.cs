using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>Writes down what has changed of people. Every act that changes a person calls it afterwards, in the same unit of
/// work: what is so now is compared with what the history says, so that no change can be forgotten.</summary>
public sealed class PeopleHistory(CasesDb db, CompanyTime time, TimeProvider clock)
{
    /// <summary>The system itself: the start, or a day that came.</summary>
    private static readonly Guid Itself = Guid.Empty;

    /// <summary>Closes what no longer holds of the person and begins what is new, as of now or of <paramref name="at"/>.</summary>
    public async Task RecordAsync(Person person, Guid by, CancellationToken stop, DateTimeOffset? at = null)
    {
        person.Revision++;
        var open = await db.PersonFacts.Where(f => f.PersonId == person.Id && f.Until == null).ToListAsync(stop);
        Record(person, open, by, at ?? clock.GetUtcNow());
    }

    /// <summary>Begins the history of everybody who has none yet, such as the people of an earlier version, and of those who
    /// come with a first day at that day.</summary>
    public async Task BeginAsync(CancellationToken stop)
    {
        var without = await db
            .People.Include(p => p.Roles)
            .Where(p => !db.PersonFacts.Any(f => f.PersonId == p.Id))
            .ToListAsync(stop);
        foreach (var person in without)
            Record(person, [], Itself, person.ValidFrom is { } day ? time.StartOf(day) : clock.GetUtcNow());
    }

    private void Record(Person person, List<PersonFact> open, Guid by, DateTimeOffset at)
    {
        var now = FactsOf(person).ToHashSet();
        foreach (var fact in open.Where(f => !now.Remove((f.What, f.Value))))
            (fact.Until, fact.EndedById) = (at < fact.From ? fact.From : at, by);
        foreach (var (what, value) in now)
            db.PersonFacts.Add(
                new PersonFact
                {
                    PersonId = person.Id,
                    What = what,
                    Value = value,
                    From = at,
                    SetById = by,
                }
            );
    }

    // Who has left holds nothing any more but their name.
    private static IEnumerable<(FactKind What, string Value)> FactsOf(Person person)
    {
        yield return (FactKind.Name, person.Name);
        if (!person.IsActive)
            yield break;
        yield return (FactKind.Validity, $"{Day(person.ValidFrom)}/{Day(person.ValidTo)}");
        yield return (FactKind.Department, person.DepartmentKey);
        if (person.SupervisorId is { } supervisor)
            yield return (FactKind.Supervisor, supervisor.ToString());
        foreach (var role in person.Roles)
            yield return (FactKind.Role, role.RoleKey);
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
