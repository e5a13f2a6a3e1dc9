using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>The sample company of the demo: <c>organisation.json</c> and <c>customers.json</c> of the folder of process packs.</summary>
public sealed class SampleCompany(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    PeopleHistory history,
    TimeProvider clock
)
{
    /// <summary>Fills an empty database; one that holds people already stays as it is.</summary>
    /// <returns>Whether it was filled.</returns>
    /// <exception cref="PackException">Names every wrong place in the two files; nothing was written.</exception>
    public async Task<bool> LoadAsync(string folder, CancellationToken stop)
    {
        var loaded = await unit.RunAsync(token => FillAsync(folder, token), stop);
        await directory.RefreshAsync(stop);
        return loaded;
    }

    private async Task<bool> FillAsync(string folder, CancellationToken stop)
    {
        if (await db.People.AnyAsync(stop))
            return false;
        var errors = new List<string>();
        if (PackJson.Open(Path.Combine(folder, "organisation.json"), "organisation.json", errors) is { } organisation)
            AddOrganisation(organisation, errors);
        if (PackJson.Open(Path.Combine(folder, "customers.json"), "customers.json", errors) is { } customers)
            AddCustomers(customers);
        if (errors.Count > 0)
            throw new PackException(errors);
        await unit.SaveAsync(stop);
        await history.BeginAsync(stop);
        return true;
    }

    private void AddOrganisation(PackJson file, List<string> errors)
    {
        var people = file.Items("people").Select(json => (Json: json, Person: ReadPerson(json))).ToList();
        var bySignInName = people.GroupBy(p => p.Person.SignInName).ToDictionary(g => g.Key, g => g.First().Person);
        foreach (var twice in people.GroupBy(p => p.Person.SignInName).Where(g => g.Count() > 1))
            errors.Add($"organisation.json $.people: \"{twice.Key}\" is there more than once.");
        foreach (var (json, person) in people)
            person.SupervisorId = Reference(json, "supervisor", bySignInName);
        db.People.AddRange(bySignInName.Values);
        foreach (var role in file.Items("roles"))
            db.Roles.Add(new Role { Key = role.Text("key"), Name = role.Local("name") });
        foreach (var department in file.Items("departments"))
            db.Departments.Add(
                new Department
                {
                    Key = department.Text("key"),
                    Name = department.Local("name"),
                    HeadId = Reference(department, "head", bySignInName),
                }
            );
        CheckKeys(people, errors);
    }

    private static Person ReadPerson(PackJson json) =>
        new()
        {
            SignInName = json.Text("signInName"),
            Name = json.Text("name"),
            Email = json.Text("email"),
            Language = json.TextOrNull("language") ?? LocalText.Languages[0],
            DepartmentKey = json.Text("department"),
            ValidFrom = DayOrNull(json, "validFrom"),
            ValidTo = DayOrNull(json, "validTo"),
            JoinedOn = DayOrNull(json, "joinedOn"),
            Roles = [.. json.Words("roles").Distinct().Select(key => new PersonRole { RoleKey = key })],
        };

    private static DateOnly? DayOrNull(PackJson json, string name)
    {
        if (json.TextOrNull(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        json.Fault(name, $"\"{text}\" is no day such as 2026-12-01.");
        return null;
    }

    private static Guid? Reference(PackJson json, string name, Dictionary<string, Person> people)
    {
        if (json.TextOrNull(name) is not { } signInName)
            return null;
        if (people.TryGetValue(signInName, out var person))
            return person.Id;
        json.Fault(name, $"there is nobody called \"{signInName}\".");
        return null;
    }

    private void CheckKeys(List<(PackJson Json, Person Person)> people, List<string> errors)
    {
        var roles = db.Roles.Local.Select(r => r.Key).ToHashSet();
        var departments = db.Departments.Local.Select(d => d.Key).ToHashSet();
        foreach (var (json, person) in people)
        {
            if (!departments.Contains(person.DepartmentKey))
                json.Fault("department", $"there is no department \"{person.DepartmentKey}\".");
            foreach (var role in person.Roles.Where(r => !roles.Contains(r.RoleKey)))
                json.Fault("roles", $"there is no role \"{role.RoleKey}\".");
            if (!LocalText.Languages.Contains(person.Language))
                json.Fault("language", $"must be one of {string.Join(", ", LocalText.Languages)}.");
        }
        foreach (var role in roles.Where(key => !people.Exists(p => p.Person.Roles.Exists(r => r.RoleKey == key))))
            errors.Add($"organisation.json $.roles: nobody holds \"{role}\".");
    }

    private void AddCustomers(PackJson file)
    {
        var people = db.People.Local.ToDictionary(p => p.SignInName);
        foreach (var json in file.Items("customers"))
        {
            var customer = new CustomerFile
            {
                Number = json.Text("number"),
                Name = json.Text("name"),
                SpecialClass = json.TextOrNull("specialClass") ?? "",
                IsImportant = json.Flag("important"),
            };
            foreach (var field in CustomerFields.All.Where(f => f.Name != "name"))
                if (json.TextOrNull(field.Name) is { } value)
                    field.Set(customer, value);
            if (Reference(json, "responsible", people) is { } responsible)
                customer.Responsibles.Add(
                    new CustomerResponsible { PersonId = responsible, Since = clock.GetUtcNow() }
                );
            json.RefuseTheRest();
            db.Customers.Add(customer);
        }
    }
}
