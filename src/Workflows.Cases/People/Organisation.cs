using Workflows.Cases.Absences;
using Workflows.Cases.Deputies;

namespace Workflows.Cases.People;

/// <summary>Everybody, every department and role, as they were when it was read: an unchanging snapshot.</summary>
public sealed class Organisation(
    IReadOnlyList<Person> people,
    IReadOnlyList<Department> departments,
    IReadOnlyList<Role> roles,
    IReadOnlyList<Deputy> deputies,
    IReadOnlyList<Absence> absences
)
{
    private readonly Dictionary<Guid, Person> byId = people.ToDictionary(p => p.Id);
    private readonly Dictionary<string, Person> bySignInName = people.ToDictionary(
        p => p.SignInName,
        StringComparer.OrdinalIgnoreCase
    );

    public IReadOnlyList<Person> People => people;
    public IReadOnlyList<Department> Departments => departments;
    public IReadOnlyList<Role> Roles => roles;

    /// <summary>Deputyships that nobody has ended; whether their days have come is for who asks.</summary>
    public IReadOnlyList<Deputy> Deputies => deputies;

    /// <summary>Leaves that are not over; whether their days have come is for who asks.</summary>
    public IReadOnlyList<Absence> Absences => absences;

    public Person? Find(Guid id) => byId.GetValueOrDefault(id);

    public Person? Find(string signInName) => bySignInName.GetValueOrDefault(signInName);

    /// <summary>Active people who hold the role.</summary>
    public IReadOnlyList<Person> WithRole(string role) =>
        [.. people.Where(p => p.IsActive && p.Roles.Exists(r => r.RoleKey == role))];

    /// <summary>Active staff of the department.</summary>
    public IReadOnlyList<Person> InDepartment(string key) =>
        [.. people.Where(p => p.IsActive && p.DepartmentKey == key)];

    /// <summary>The person's direct supervisor, if active.</summary>
    public Person? SupervisorOf(Person person) =>
        person.SupervisorId is { } id && Find(id) is { IsActive: true } supervisor ? supervisor : null;

    public Department? Department(string key) => departments.FirstOrDefault(d => d.Key == key);

    public Role? Role(string key) => roles.FirstOrDefault(r => r.Key == key);
}
