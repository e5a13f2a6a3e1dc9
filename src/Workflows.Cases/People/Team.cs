namespace Workflows.Cases.People;

/// <summary>For whom somebody answers: those they supervise, through any number of others, and the staff of the departments
/// they head.</summary>
public sealed class Team(PeopleDirectory directory)
{
    /// <summary>Whether there is anybody.</summary>
    public bool HasOne(Person person) =>
        person.IsActive
        && (
            directory.Current.People.Any(p => p.IsActive && p.SupervisorId == person.Id)
            || directory.Current.Departments.Any(d => d.HeadId == person.Id)
        );

    /// <summary>The active people of the team without the person, by department and name.</summary>
    public IReadOnlyList<Person> Of(Person person)
    {
        var people = directory.Current;
        var reports = people.People.Where(p => p.IsActive).ToLookup(p => p.SupervisorId);
        var heads = people.Departments.Where(d => d.HeadId == person.Id).Select(d => d.Key).ToHashSet();
        var found = people.People.Where(p => p.IsActive && heads.Contains(p.DepartmentKey)).ToHashSet();
        // A circle of supervisors ends as well.
        var ahead = new Queue<Person>([person]);
        var seen = new HashSet<Guid> { person.Id };
        while (ahead.TryDequeue(out var at))
            foreach (var report in reports[at.Id].Where(p => seen.Add(p.Id)))
            {
                found.Add(report);
                ahead.Enqueue(report);
            }
        found.RemoveWhere(p => p.Id == person.Id);
        return
        [
            .. found
                .OrderBy(p => p.DepartmentKey, StringComparer.Ordinal)
                .ThenBy(p => p.SignInName, StringComparer.Ordinal),
        ];
    }
}
