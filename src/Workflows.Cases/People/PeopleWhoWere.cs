using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>"Who was the general manager on that day": answers from the history.</summary>
public sealed class PeopleWhoWere(CasesDb db, CompanyTime time)
{
    private const int Most = 500;

    /// <summary>Those of whom it was so on the day, if only for a part of it, the earliest first. Who was in a role but did not
    /// work here yet or any more is left out.</summary>
    public async Task<IReadOnlyList<WhoWas>> FindAsync(
        FactKind what,
        string value,
        DateOnly day,
        CancellationToken stop
    )
    {
        var (start, end) = (time.StartOf(day), time.StartOf(day.AddDays(1)));
        var facts = await db
            .PersonFacts.AsNoTracking()
            .Where(f => f.What == what && f.Value == value && f.From < end && (f.Until == null || f.Until > start))
            .OrderBy(f => f.From)
            .ThenBy(f => f.Id)
            .Take(Most)
            .ToListAsync(stop);
        var ids = facts.Select(f => f.PersonId).Distinct().ToList();
        var valid = await db
            .PersonFacts.AsNoTracking()
            .Where(f => ids.Contains(f.PersonId) && f.From < end && (f.Until == null || f.Until > start))
            .Where(f => f.What == FactKind.Validity || f.What == FactKind.Name)
            .OrderBy(f => f.From)
            .ToListAsync(stop);
        return
        [
            .. facts
                .Where(f => valid.Exists(v => v.PersonId == f.PersonId && Covers(v, day)))
                .Select(f => new WhoWas(f.PersonId, NameOf(f.PersonId, valid), f.From, f.Until, f.SetById)),
        ];
    }

    private static string NameOf(Guid person, List<PersonFact> facts) =>
        facts.FindLast(f => f.PersonId == person && f.What == FactKind.Name)?.Value ?? "";

    private static bool Covers(PersonFact fact, DateOnly day)
    {
        if (fact.What != FactKind.Validity || fact.Value.Split('/') is not [var from, var to])
            return false;
        var key = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return (from.Length == 0 || string.CompareOrdinal(from, key) <= 0)
            && (to.Length == 0 || string.CompareOrdinal(to, key) >= 0);
    }
}

/// <summary>Somebody of whom something was so.</summary>
/// <param name="Name">As it was on that day.</param>
/// <param name="SetById">Who made it so; an empty id for the system itself.</param>
public sealed record WhoWas(Guid PersonId, string Name, DateTimeOffset From, DateTimeOffset? Until, Guid SetById);
