using System.Text.RegularExpressions;

namespace Workflows.Cases.People;

/// <summary>A person as an administrator enters one.</summary>
/// <param name="SignInName">Cannot change once the person exists.</param>
/// <param name="Department">Key of a department.</param>
/// <param name="Supervisor">Sign-in name; null for nobody.</param>
public sealed record PersonEntry(
    string? SignInName,
    string? Name,
    string? Email,
    string? Language,
    string? Department,
    string? Supervisor,
    IReadOnlyList<string> Roles,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    DateOnly? JoinedOn = null
)
{
    /// <summary>As it was typed, without blanks around it; empty texts are nothing.</summary>
    public PersonEntry Tidy() =>
        this with
        {
            SignInName = Trim(SignInName)?.ToLowerInvariant(),
            Name = Trim(Name),
            Email = Trim(Email),
            Language = Trim(Language) ?? LocalText.Languages[0],
            Department = Trim(Department),
            Supervisor = Trim(Supervisor)?.ToLowerInvariant(),
            Roles = [.. Roles.Select(r => r.Trim()).Where(r => r.Length > 0).Distinct()],
        };

    internal void CopyTo(Person person, Guid? supervisor)
    {
        (person.Name, person.Email) = (Name!, Email ?? "");
        (person.Language, person.DepartmentKey, person.SupervisorId) = (Language!, Department!, supervisor);
        (person.ValidFrom, person.ValidTo, person.JoinedOn) = (ValidFrom, ValidTo, JoinedOn);
        person.Roles.RemoveAll(r => !Roles.Contains(r.RoleKey));
        foreach (var role in Roles.Where(r => !person.HasRole(r)))
            person.Roles.Add(new PersonRole { PersonId = person.Id, RoleKey = role });
    }

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What is wrong with an entry, all at once; the same for pages, API and imports.</summary>
internal static partial class EntryCheck
{
    private const int Longest = 100;

    /// <param name="known">The people it may refer to, by sign-in name, those of the same import among them.</param>
    public static IEnumerable<FieldError> Of(
        PersonEntry entry,
        IReadOnlySet<string> departments,
        IReadOnlySet<string> roles,
        IReadOnlySet<string> known
    ) => [.. Texts(entry), .. Keys(entry, departments, roles, known), .. Days(entry)];

    private static IEnumerable<FieldError> Texts(PersonEntry entry)
    {
        if (entry.SignInName is null)
            yield return new FieldError("/signInName", "field.required");
        else if (!SignInName().IsMatch(entry.SignInName))
            yield return new FieldError("/signInName", "field.badSignInName");
        if (entry.Name is null)
            yield return new FieldError("/name", "field.required");
        else if (entry.Name.Length > Longest)
            yield return new FieldError("/name", "field.tooLong", Longest);
        // Nobody need have an address; a wrong one would lose mails.
        if (entry.Email is { } email && !Email().IsMatch(email))
            yield return new FieldError("/email", "field.notAnEmail");
        if (!LocalText.Languages.Contains(entry.Language))
            yield return new FieldError("/language", "field.notAnOption");
    }

    private static IEnumerable<FieldError> Keys(
        PersonEntry entry,
        IReadOnlySet<string> departments,
        IReadOnlySet<string> roles,
        IReadOnlySet<string> known
    )
    {
        if (entry.Department is null)
            yield return new FieldError("/department", "field.required");
        else if (!departments.Contains(entry.Department))
            yield return new FieldError("/department", "field.noDepartment", entry.Department);
        if (entry.Supervisor is { } supervisor && !known.Contains(supervisor))
            yield return new FieldError("/supervisor", "field.nobody", supervisor);
        else if (entry.Supervisor is not null && entry.Supervisor == entry.SignInName)
            yield return new FieldError("/supervisor", "field.notYourself");
        if (entry.Roles.FirstOrDefault(r => !roles.Contains(r)) is { } role)
            yield return new FieldError("/roles", "field.noRole", role);
    }

    private static IEnumerable<FieldError> Days(PersonEntry entry)
    {
        if (entry.ValidTo < entry.ValidFrom)
            yield return new FieldError("/validTo", "field.beforeItBegins");
        if (entry.ValidTo < entry.JoinedOn)
            yield return new FieldError("/joinedOn", "field.afterItEnds");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._@-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex SignInName();

    [GeneratedRegex(@"^[^\s@<>,;]+@[^\s@<>,;]+$", RegexOptions.None, 1000)]
    private static partial Regex Email();
}
