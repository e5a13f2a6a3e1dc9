using System.Text.Json.Nodes;
using Workflows.Cases.People;

namespace Workflows.Cases.Forms;

/// <summary>What a field with the hint <c>x-options</c> may hold. One class for each name that forms use.</summary>
public interface IOptionSource
{
    /// <summary>The word after <c>x-options</c>.</summary>
    string Name { get; }

    /// <summary>Options to offer; for a long list those that fit what was typed so far.</summary>
    Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop);

    /// <summary>Those of the values that are options.</summary>
    Task<IReadOnlyList<FieldOption>> FindAsync(IReadOnlyCollection<string> values, CancellationToken stop);

    /// <summary>Those of the values that whoever fills the form may choose.</summary>
    Task<IReadOnlyList<FieldOption>> AcceptedAsync(IReadOnlyCollection<string> values, CancellationToken stop) =>
        FindAsync(values, stop);

    /// <summary>What is wrong with a value typed for one of the options (hint <c>x-valueOf</c>); null when nothing is.</summary>
    FieldError? CheckValue(string option, string value, string path) => null;
}

/// <summary>Something to choose in a form.</summary>
public sealed record FieldOption(string Value, LocalText Title);

/// <summary>The company's departments.</summary>
internal sealed class DepartmentOptions(PeopleDirectory directory) : IOptionSource
{
    public string Name => "departments";

    public Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<FieldOption>>([
            .. directory
                .Current.Departments.Where(d => directory.Current.InDepartment(d.Key).Count > 0)
                .Select(d => new FieldOption(d.Key, d.Name)),
        ]);

    public async Task<IReadOnlyList<FieldOption>> FindAsync(
        IReadOnlyCollection<string> values,
        CancellationToken stop
    ) => [.. (await ListAsync(null, stop)).Where(o => values.Contains(o.Value))];
}

/// <summary>Active people, by sign-in name.</summary>
internal sealed class PeopleOptions(PeopleDirectory directory) : IOptionSource
{
    public const string Key = "people";

    public string Name => Key;

    public Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<FieldOption>>([
            .. directory
                .Current.People.Where(p => p.IsActive)
                .Select(p => new FieldOption(p.SignInName, LocalText.Same(p.Name))),
        ]);

    public async Task<IReadOnlyList<FieldOption>> FindAsync(
        IReadOnlyCollection<string> values,
        CancellationToken stop
    ) => [.. (await ListAsync(null, stop)).Where(o => values.Contains(o.Value))];
}

/// <summary>All option sources by name.</summary>
public sealed class FormOptions(IEnumerable<IOptionSource> sources)
{
    private readonly Dictionary<string, IOptionSource> byName = sources.ToDictionary(s => s.Name);

    public IOptionSource? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The names behind what was chosen in fields <c>…Id</c> and in those that name people: <c>customerId</c> gives
    /// <c>customerName</c>, <c>person</c> gives <c>personName</c>. For texts that people read, such as a case's summary.</summary>
    public async Task<JsonObject> NamesAsync(Form form, JsonObject data, CancellationToken stop)
    {
        var names = new JsonObject();
        foreach (var field in form.Fields)
            if (
                form.Schema["properties"]![field] is JsonObject schema
                && FormSchema.Word(schema, "x-options") is { } source
                && (field.EndsWith("Id", StringComparison.Ordinal) || source == PeopleOptions.Key)
                && data[field] is JsonValue value
                && value.TryGetValue<string>(out var chosen)
                && Find(source) is { } options
                && await options.FindAsync([chosen], stop) is [var option, ..]
            )
                names[(field.EndsWith("Id", StringComparison.Ordinal) ? field[..^2] : field) + "Name"] = option
                    .Title
                    .Hans;
        return names;
    }
}
