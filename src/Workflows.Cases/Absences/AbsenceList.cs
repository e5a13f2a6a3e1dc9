using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Absences;

/// <summary>Who is away.</summary>
public sealed class AbsenceList(CasesDb db, PeopleDirectory directory)
{
    /// <summary>Everybody who is away on a day, by name; those who have left are not.</summary>
    public async Task<IReadOnlyList<AbsentPerson>> OnAsync(DateOnly day, CancellationToken stop)
    {
        var found = await db
            .Absences.AsNoTracking()
            .Where(a => a.From <= day && day <= a.Until)
            .OrderBy(a => a.Until)
            .ToListAsync(stop);
        return
        [
            .. found
                .Select(a => (Absence: a, Person: directory.Current.Find(a.PersonId)))
                .Where(a => a.Person is { IsActive: true })
                .Select(a => new AbsentPerson(a.Person!, a.Absence.From, a.Absence.Until, a.Absence.Kind))
                .OrderBy(a => a.Person.SignInName, StringComparer.Ordinal),
        ];
    }
}

/// <summary>Somebody who is away.</summary>
public sealed record AbsentPerson(Person Person, DateOnly From, DateOnly Until, string Kind);
