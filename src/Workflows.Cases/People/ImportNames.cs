using System.Globalization;

namespace Workflows.Cases.People;

/// <summary>Reads lines with the people, departments and roles that are known.</summary>
internal sealed class ImportNames(Dictionary<string, Person> people, List<Department> departments, List<Role> roles)
{
    private readonly Dictionary<Guid, Person> byId = people.Values.ToDictionary(p => p.Id);
    private readonly List<Guid> administrators =
    [
        .. people.Values.Where(p => p.IsActive && p.ValidTo is null && p.HasRole("admin")).Select(p => p.Id),
    ];

    public HashSet<string> DepartmentKeys { get; } = [.. departments.Select(d => d.Key)];
    public HashSet<string> RoleKeys { get; } = [.. roles.Select(r => r.Key), "admin"];

    /// <summary>A column that is not there leaves what is known of the person.</summary>
    public (PersonEntry Entry, List<FieldError> Errors) Read(ImportLine line)
    {
        var errors = new List<FieldError>();
        var name = line.Values.GetValueOrDefault("signInName", "").Trim().ToLowerInvariant();
        var known = people.GetValueOrDefault(name) is { } person ? Of(person) : null;
        string? Text(string column, string? now) => line.Values.TryGetValue(column, out var text) ? text : now;
        DateOnly? Day(string column, DateOnly? now)
        {
            if (!line.Values.TryGetValue(column, out var text) || text.Length == 0)
                return line.Values.ContainsKey(column) ? null : now;
            if (
                DateOnly.TryParseExact(
                    text,
                    ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
                return day;
            errors.Add(new FieldError($"/{column}", "field.notADate"));
            return null;
        }
        var entry = new PersonEntry(
            name,
            Text("name", known?.Name),
            Text("email", known?.Email),
            Text("language", known?.Language),
            DepartmentOf(Text("department", known?.Department)),
            Text("supervisor", known?.Supervisor),
            line.Values.TryGetValue("roles", out var typed) ? [.. Words(typed).Select(RoleOf)] : known?.Roles ?? [],
            Day("validFrom", known?.ValidFrom),
            Day("validTo", known?.ValidTo),
            Day("joinedOn", known?.JoinedOn)
        );
        return (entry.Tidy(), errors);
    }

    public ImportChange Change(PersonEntry entry)
    {
        if (entry.SignInName is null || !people.TryGetValue(entry.SignInName, out var person))
            return ImportChange.New;
        var now = Of(person).Tidy();
        var same = entry with { Roles = now.Roles } == now && entry.Roles.ToHashSet().SetEquals(now.Roles);
        return same ? ImportChange.None : ImportChange.Changed;
    }

    public bool LosesAdministrator(PersonEntry entry) =>
        people.GetValueOrDefault(entry.SignInName ?? "") is { } person
        && administrators is [var only]
        && only == person.Id
        && (entry.ValidTo is not null || !entry.Roles.Contains("admin"));

    /// <summary>Sign-in names of those of the entries who would be above themselves.</summary>
    public HashSet<string> Loops(IReadOnlyList<PersonEntry> entries)
    {
        var above = people.Values.ToDictionary(p => p.SignInName, p => Of(p).Supervisor);
        foreach (var entry in entries.Where(e => e.SignInName is not null))
            above[entry.SignInName!] = entry.Supervisor;
        var looped = new HashSet<string>();
        foreach (var name in entries.Select(e => e.SignInName).OfType<string>())
        {
            var seen = new HashSet<string>();
            var at = above[name];
            while (at is not null && at != name && seen.Add(at))
                at = above.GetValueOrDefault(at);
            if (at == name && above[name] != name)
                looped.Add(name);
        }
        return looped;
    }

    private PersonEntry Of(Person person) =>
        new(
            person.SignInName,
            person.Name,
            person.Email,
            person.Language,
            person.DepartmentKey,
            person.SupervisorId is { } id ? byId.GetValueOrDefault(id)?.SignInName : null,
            [.. person.Roles.Select(r => r.RoleKey)],
            person.ValidFrom,
            person.ValidTo,
            person.JoinedOn
        );

    // By key, or by name in any language.
    private string? DepartmentOf(string? typed) =>
        departments.Find(d => Named(d.Name, typed)) is { } department ? department.Key : typed;

    private string RoleOf(string typed) => roles.Find(r => Named(r.Name, typed))?.Key ?? typed;

    private static bool Named(LocalText name, string? typed) =>
        typed is not null && LocalText.Languages.Any(l => name.In(l) == typed);

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', ';', ',', '、', '；', '，', '|'], StringSplitOptions.RemoveEmptyEntries);
}
