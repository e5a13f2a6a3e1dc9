using Workflows.Cases;
using Workflows.Cases.People;

namespace Workflows.Host.Api;

/// <summary>A person as the API names one.</summary>
internal sealed record PersonBody(
    Guid Id,
    string SignInName,
    string Name,
    string Email,
    string Department,
    string DepartmentKey,
    IReadOnlyList<string> Roles,
    string Language
);

/// <summary>Puts the department's name beside a person.</summary>
internal sealed class PersonBuilder(PeopleDirectory directory, Texts texts)
{
    public PersonBody Of(Person person) =>
        new(
            person.Id,
            person.SignInName,
            person.Name,
            person.Email,
            directory.Current.Department(person.DepartmentKey) is { } department ? texts.Of(department.Name) : "",
            person.DepartmentKey,
            [.. person.Roles.Select(r => r.RoleKey).Order(StringComparer.Ordinal)],
            person.Language
        );
}

/// <summary>Refuses what a body lacks, at its field.</summary>
internal static class Require
{
    public static string Text(string? value, string pointer) =>
        string.IsNullOrWhiteSpace(value) ? throw Missing(pointer) : value;

    public static T Value<T>(T? value, string pointer)
        where T : class => value ?? throw Missing(pointer);

    public static int Number(int? value, string pointer) => value ?? throw Missing(pointer);

    private static RefusedException Missing(string pointer) =>
        new("invalid") { Fields = [new FieldError(pointer, "field.required")] };
}
