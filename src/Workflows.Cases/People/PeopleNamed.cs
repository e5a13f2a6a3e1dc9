namespace Workflows.Cases.People;

/// <summary>People whom somebody has named in a field, by sign-in name.</summary>
public static class PeopleNamed
{
    /// <summary>Those named, each once, in the order of naming.</summary>
    /// <exception cref="RefusedException">Invalid at the field: nobody is named, or somebody who does not work here.</exception>
    public static List<Person> Find(IReadOnlyList<string> names, string path, Organisation people)
    {
        var wanted = names.Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n.Trim()).ToList();
        if (wanted.Count == 0)
            throw Wrong(path, "field.required");
        return [.. wanted.Select(name => One(name, path, people)).DistinctBy(p => p.Id)];
    }

    /// <inheritdoc cref="Find(IReadOnlyList{string}, string, Organisation)"/>
    public static Person Find(string? name, string path, Organisation people) =>
        string.IsNullOrWhiteSpace(name) ? throw Wrong(path, "field.required") : One(name.Trim(), path, people);

    /// <summary>A refusal because of one field.</summary>
    public static RefusedException Wrong(string path, string code, params object[] arguments) =>
        new("invalid") { Fields = [new FieldError(path, code, arguments)] };

    private static Person One(string name, string path, Organisation people) =>
        people.Find(name) is { IsActive: true } person ? person : throw Wrong(path, "field.nobody", name);
}
