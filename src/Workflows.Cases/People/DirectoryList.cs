using Workflows.Cases.Deputies;
using Workflows.Cases.Views;

namespace Workflows.Cases.People;

/// <summary>Everybody, as everybody may see them; searched in memory, where the directory is anyway.</summary>
public sealed class DirectoryList(PeopleDirectory directory, CompanyTime time, TimeProvider clock)
{
    /// <summary>Those who match, by department and name.</summary>
    public PageOf<DirectoryRow> Find(DirectoryFilter filter, Paging paging)
    {
        var people = directory.Current;
        var found = Matching(filter, people).ToList();
        var items = found.Skip(paging.Skip).Take(paging.Size).Select(p => Row(p, people));
        return new PageOf<DirectoryRow>([.. items], found.Count, paging);
    }

    /// <summary>All who match: for programs that let people choose somebody.</summary>
    public IEnumerable<DirectoryRow> All(DirectoryFilter filter)
    {
        var people = directory.Current;
        return Matching(filter, people).Select(p => Row(p, people));
    }

    public DirectoryRow? Find(string signInName)
    {
        var people = directory.Current;
        return people.Find(signInName) is { } person ? Row(person, people) : null;
    }

    /// <summary>Until when the person is on leave, or represented by a deputy, today; the longest where there are
    /// several. Null for who is there.</summary>
    public Away? AwayToday(Person person)
    {
        var today = time.DayOf(clock.GetUtcNow());
        var people = directory.Current;
        var deputy = people
            .Deputies.Where(d => d.PersonId == person.Id && d.Covers(today))
            .OrderByDescending(d => d.Until)
            .FirstOrDefault();
        var leave = people
            .Absences.Where(a => a.PersonId == person.Id && a.Covers(today))
            .OrderByDescending(a => a.Until)
            .FirstOrDefault();
        if ((leave?.Until ?? deputy?.Until) is not { } until)
            return null;
        var name = deputy is null ? "" : people.Find(deputy.DeputyId)?.Name ?? "";
        return new Away(until, name, leave is not null);
    }

    private static IEnumerable<Person> Matching(DirectoryFilter filter, Organisation people) =>
        people
            .People.Where(p => Matches(p, filter))
            .OrderBy(p => p.DepartmentKey, StringComparer.Ordinal)
            .ThenBy(p => p.SignInName, StringComparer.Ordinal);

    private DirectoryRow Row(Person person, Organisation people) =>
        new(
            person,
            people.Department(person.DepartmentKey),
            person.SupervisorId is { } id ? people.Find(id) : null,
            [
                .. person
                    .Roles.Select(r => people.Role(r.RoleKey)?.Name ?? LocalText.Same(r.RoleKey))
                    .OrderBy(n => n.English, StringComparer.Ordinal),
            ],
            AwayToday(person)
        );

    private static bool Matches(Person person, DirectoryFilter filter) =>
        (filter.WithFormer || person.IsActive)
        && (filter.Department is null || person.DepartmentKey == filter.Department)
        && (filter.Role is null || person.HasRole(filter.Role))
        && (
            filter.Text is not { } text
            || person.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
            || person.SignInName.Contains(text, StringComparison.OrdinalIgnoreCase)
            || person.Email.Contains(text, StringComparison.OrdinalIgnoreCase)
        );
}

/// <summary>Which people are wanted; null for all.</summary>
/// <param name="WithFormer">Also those who have left or not begun.</param>
public sealed record DirectoryFilter(string? Text, string? Department, string? Role, bool WithFormer = false)
{
    public string? Text { get; } = Clean(Text);
    public string? Department { get; } = Clean(Department);
    public string? Role { get; } = Clean(Role);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A person as a line of the directory.</summary>
public sealed record DirectoryRow(
    Person Person,
    Department? Department,
    Person? Supervisor,
    IReadOnlyList<LocalText> Roles,
    Away? Away
);

/// <summary>Somebody is on leave, or represented by a deputy. Why is for <see cref="Absences.AbsenceBoard"/>.</summary>
/// <param name="Until">The last day of the leave, or of the deputy where there is none.</param>
/// <param name="DeputyName">Empty where nobody stands in.</param>
public sealed record Away(DateOnly Until, string DeputyName, bool IsOnLeave);
