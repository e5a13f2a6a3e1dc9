using Workflows.Cases.People;

namespace Workflows.Cases.Deputies;

/// <summary>Who acts for whom at this moment. A deputy who has a deputy themself is followed, and nobody twice: two who
/// act for each other go round in no circle.</summary>
public sealed class ActingFor(PeopleDirectory directory, CompanyTime time, TimeProvider clock)
{
    /// <summary>Those in whose right the person may act in the process, the nearest first.</summary>
    public IReadOnlyList<Person> PrincipalsOf(Person deputy, string process) =>
        Follow(deputy, Now(d => d.Covers(process)), d => d.DeputyId, d => d.PersonId);

    /// <summary>Those who may act in the person's right in the process, the nearest first.</summary>
    public IReadOnlyList<Person> DeputiesOf(Person person, string process) =>
        Follow(person, Now(d => d.Covers(process)), d => d.PersonId, d => d.DeputyId);

    /// <summary>For whom the person acts at all, each with the process it is in; null for every process.</summary>
    public IReadOnlyList<(Person Principal, string? Process)> AllPrincipalsOf(Person deputy)
    {
        var now = Now(_ => true);
        // Most people act for nobody.
        if (!now.Exists(d => d.DeputyId == deputy.Id))
            return [];
        var everywhere = Follow(deputy, now.FindAll(d => d.ProcessKey is null), d => d.DeputyId, d => d.PersonId);
        var some =
            from process in now.Select(d => d.ProcessKey).OfType<string>().Distinct()
            from principal in PrincipalsOf(deputy, process)
            where everywhere.All(p => p.Id != principal.Id)
            select (principal, (string?)process);
        return [.. everywhere.Select(p => (p, (string?)null)), .. some];
    }

    private List<Deputy> Now(Predicate<Deputy> wanted)
    {
        var today = time.DayOf(clock.GetUtcNow());
        return [.. directory.Current.Deputies.Where(d => d.Covers(today) && wanted(d))];
    }

    private List<Person> Follow(Person start, List<Deputy> now, Func<Deputy, Guid> from, Func<Deputy, Guid> to)
    {
        var found = new List<Person>();
        var ahead = new Queue<Guid>([start.Id]);
        var seen = new HashSet<Guid> { start.Id };
        while (ahead.TryDequeue(out var id))
            foreach (var next in now.Where(d => from(d) == id).Select(to).Where(seen.Add))
            {
                ahead.Enqueue(next);
                if (directory.Current.Find(next) is { } person)
                    found.Add(person);
            }
        return found;
    }
}
