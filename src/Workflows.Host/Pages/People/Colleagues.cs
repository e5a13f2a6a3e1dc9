using Workflows.Cases.People;

namespace Workflows.Host.Pages.People;

/// <summary>Whom somebody may choose from, by department as the reader's language names it.</summary>
public sealed class Colleagues(PeopleDirectory directory, Texts texts)
{
    /// <summary>Everybody who works here but those left out.</summary>
    public IReadOnlyList<ColleagueGroup> Without(params Guid?[] leftOut)
    {
        var people = directory.Current;
        return
        [
            .. people
                .Departments.Select(d => new ColleagueGroup(
                    texts.Of(d.Name),
                    [.. people.InDepartment(d.Key).Where(p => !leftOut.Contains(p.Id))]
                ))
                .Where(g => g.People.Count > 0),
        ];
    }
}

/// <summary>The people of one department.</summary>
public sealed record ColleagueGroup(string Department, IReadOnlyList<Person> People);

/// <summary>A field in which one person is chosen; see <c>_OnePerson.cshtml</c>.</summary>
public sealed record OnePersonField(string Name, string Label, IReadOnlyList<ColleagueGroup> Groups)
{
    public string? Chosen { get; init; }
    public string? Error { get; init; }
    public bool IsRequired { get; init; } = true;

    /// <summary>Id of the form, when the field stands outside of it.</summary>
    public string? FormId { get; init; }
}

/// <summary>A field in which any number of people is ticked; see <c>_ManyPeople.cshtml</c>.</summary>
public sealed record ManyPeopleField(string Name, string Label, IReadOnlyList<ColleagueGroup> Groups)
{
    public IReadOnlyCollection<string> Chosen { get; init; } = [];
    public string? Error { get; init; }
    public string? FormId { get; init; }
}
