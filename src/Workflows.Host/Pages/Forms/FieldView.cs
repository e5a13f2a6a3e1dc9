namespace Workflows.Host.Pages.Forms;

/// <summary>One field as the page draws it.</summary>
public sealed record FieldView
{
    public required FieldSchema Schema { get; init; }

    /// <summary>JSON pointer: the input's name and the path of its errors.</summary>
    public required string Path { get; init; }
    public required string Title { get; init; }
    public string? Help { get; init; }
    public string Value { get; init; } = "";

    /// <summary>The chosen values of a list of choices.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
    public IReadOnlyList<Option> Options { get; init; } = [];
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>A row each, with its fields.</summary>
    public IReadOnlyList<IReadOnlyList<FieldView>> Rows { get; init; } = [];

    /// <summary>What a field shows that cannot be filled in.</summary>
    public Data.DataItem? Shown { get; init; }

    /// <summary>Every error of the field and of what it holds.</summary>
    public IEnumerable<(FieldView Field, string Error)> AllErrors =>
        Errors.Select(e => (this, e)).Concat(Rows.SelectMany(r => r).SelectMany(f => f.AllErrors));

    public string Id => IdOf(Path);

    /// <summary>The id of the element whose input has this path.</summary>
    public static string IdOf(string path) => "field" + path.Replace('/', '-');

    public string? DescribedBy =>
        (Help, Errors.Count) switch
        {
            (null, 0) => null,
            (null, _) => $"{Id}-error",
            (_, 0) => $"{Id}-help",
            _ => $"{Id}-error {Id}-help",
        };
}
