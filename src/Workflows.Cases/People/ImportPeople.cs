using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>Brings in people from a file: shows first what it would do and which lines are bad, then does all of it in one
/// transaction or nothing. People who are not in the file stay as they are.</summary>
public sealed class ImportPeople(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    PeopleHistory history,
    Access access,
    CompanyTime time
)
{
    private const int Most = 20_000;

    /// <exception cref="RefusedException">Forbidden; Invalid when the file cannot be read at all.</exception>
    public async Task<ImportPreview> PreviewAsync(byte[] content, Actor actor, CancellationToken stop)
    {
        PeopleRules.RequireAdministrator(actor, directory, access);
        return (await CheckAsync(Open(content), stop)).Preview;
    }

    /// <exception cref="RefusedException">Forbidden; Invalid when a line is bad, and nothing was changed.</exception>
    public async Task<ImportPreview> RunAsync(byte[] content, Actor actor, CancellationToken stop)
    {
        PeopleRules.RequireAdministrator(actor, directory, access);
        var file = Open(content);
        var preview = await unit.RunAsync(token => WriteAsync(file, actor, token), stop);
        await directory.RefreshAfterAsync(unit, stop);
        return preview;
    }

    private static ImportFile Open(byte[] content)
    {
        var file = ImportFile.Read(content);
        return file.People.Count <= Most ? file : throw new RefusedException("people.tooMany", Most);
    }

    private async Task<ImportPreview> WriteAsync(ImportFile file, Actor actor, CancellationToken stop)
    {
        var (preview, entries, people) = await CheckAsync(file, stop);
        if (preview.Bad.Count > 0)
            throw new RefusedException("people.badLines", preview.Bad.Count);
        await WriteKeysAsync(file, stop);
        foreach (var entry in entries.Where(e => !people.ContainsKey(e.SignInName!)))
            db.People.Add(people[entry.SignInName!] = PeopleRules.New(entry));
        foreach (var entry in entries)
            entry.CopyTo(people[entry.SignInName!], entry.Supervisor is { } boss ? people[boss].Id : null);
        foreach (var (key, head) in file.Heads)
            (await db.Departments.FindAsync([key], stop))!.HeadId = people.GetValueOrDefault(head)?.Id;
        foreach (var line in preview.Lines.Where(l => l.Change != ImportChange.None))
        {
            var person = people[line.SignInName];
            var begins = line.Change == ImportChange.New && person.ValidFrom is { } day ? time.StartOf(day) : default;
            await history.RecordAsync(person, actor.PersonId, stop, begins == default ? null : begins);
        }
        return preview;
    }

    private async Task WriteKeysAsync(ImportFile file, CancellationToken stop)
    {
        foreach (var role in file.Roles)
            if (await db.Roles.FindAsync([role.Key], stop) is { } known)
                known.Name = role.Name;
            else
                db.Roles.Add(role);
        foreach (var department in file.Departments)
            if (await db.Departments.FindAsync([department.Key], stop) is { } known)
                known.Name = department.Name;
            else
                db.Departments.Add(department);
    }

    private async Task<Checked> CheckAsync(ImportFile file, CancellationToken stop)
    {
        var people = await db.People.Include(p => p.Roles).ToDictionaryAsync(p => p.SignInName, stop);
        List<Department> departments = [.. await db.Departments.AsNoTracking().ToListAsync(stop), .. file.Departments];
        List<Role> roles = [.. await db.Roles.AsNoTracking().ToListAsync(stop), .. file.Roles];
        var names = new ImportNames(people, departments, roles);
        var entries = file.People.Select(l => (Line: l, Read: names.Read(l))).ToList();
        var known = people.Keys.Concat(entries.Select(e => e.Read.Entry.SignInName ?? "")).ToHashSet();
        var twice = entries.GroupBy(e => e.Read.Entry.SignInName).Where(g => g.Count() > 1).Select(g => g.Key);
        var again = twice.OfType<string>().ToHashSet();
        var loops = names.Loops([.. entries.Select(e => e.Read.Entry)]);
        var lines = new List<ImportResult>();
        foreach (var (line, (entry, errors)) in entries)
        {
            errors.AddRange(EntryCheck.Of(entry, names.DepartmentKeys, names.RoleKeys, known));
            if (entry.SignInName is { } name && again.Contains(name))
                errors.Add(new FieldError("/signInName", "field.twice"));
            if (entry.SignInName is { } looped && loops.Contains(looped))
                errors.Add(new FieldError("/supervisor", "field.supervisorLoop", entry.Supervisor!));
            // An import must not lock everybody out.
            if (names.LosesAdministrator(entry))
                errors.Add(new FieldError("/roles", "people.lastAdministrator", entry.Name ?? ""));
            lines.Add(
                new ImportResult(line.Number, entry.SignInName ?? "", entry.Name ?? "", names.Change(entry), errors)
            );
        }
        var preview = new ImportPreview(lines, file.Departments.Count, file.Roles.Count);
        return new Checked(preview, [.. entries.Select(e => e.Read.Entry)], people);
    }

    private sealed record Checked(ImportPreview Preview, List<PersonEntry> Entries, Dictionary<string, Person> People);
}

/// <summary>What an import would do or did.</summary>
public sealed record ImportPreview(IReadOnlyList<ImportResult> Lines, int Departments, int Roles)
{
    public IReadOnlyList<ImportResult> Bad { get; } = [.. Lines.Where(l => l.Errors.Count > 0)];

    public int Count(ImportChange change) => Lines.Count(l => l.Errors.Count == 0 && l.Change == change);
}

/// <summary>One line, what it would change and what is wrong with it.</summary>
public sealed record ImportResult(
    int Number,
    string SignInName,
    string Name,
    ImportChange Change,
    IReadOnlyList<FieldError> Errors
);

/// <summary>What a line does.</summary>
public enum ImportChange
{
    /// <summary>All is so already.</summary>
    None,
    New,
    Changed,
}
