namespace Workflows.Host.Pages.Forms;

/// <summary>One field as the page draws it.</summary>
public sealed record FieldView
{
    /// <summary>From so many options on, only the first ones are offered, and others are typed.</summary>
    public const int ManyOptions = 200;

    public required FieldSchema Schema { get; init; }

    /// <summary>JSON pointer of the field: the path of its errors.</summary>
    public required string Path { get; init; }

    /// <summary>What its input is called, as <see cref="Cases.Forms.FormReader"/> reads it: <c>changes[0].field</c>.</summary>
    public string Name => NameOf(Path);

    /// <summary>What the input at a path is called; of a path that ends with a slash, what those below it begin with.</summary>
    public static string NameOf(string path)
    {
        var name = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate("", (name, part) => char.IsAsciiDigit(part[0]) ? $"{name}[{part}]" : $"{name}.{part}")
            .TrimStart('.');
        return name.Length > 0 && path.EndsWith('/') ? name + "." : name;
    }

    public required string Title { get; init; }
    public string? Help { get; init; }
    public string Value { get; init; } = "";

    /// <summary>The chosen values of a list of choices.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
    public IReadOnlyList<FieldChoice> Options { get; init; } = [];
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>A row each, with its fields.</summary>
    public IReadOnlyList<IReadOnlyList<FieldView>> Rows { get; init; } = [];

    /// <summary>What a field shows that cannot be filled in.</summary>
    public Data.DataItem? Shown { get; init; }

    /// <summary>Every error of the field and of what it holds.</summary>
    public IEnumerable<(FieldView Field, string Error)> AllErrors =>
        Errors.Select(e => (this, e)).Concat(Rows.SelectMany(r => r).SelectMany(f => f.AllErrors));

    public string Id => "field" + Path.Replace('/', '-');

    /// <summary>What its being there hangs on; null where it is always there and always, or never, required.</summary>
    public FieldRuleView? Rule { get; init; }

    /// <summary>Whether it must be filled in, as things stand.</summary>
    public bool IsRequired => Schema.Required || Rule is { IsRequired: true };

    public string? DescribedBy =>
        (Help, Errors.Count) switch
        {
            (null, 0) => null,
            (null, _) => $"{Id}-error",
            (_, 0) => $"{Id}-help",
            _ => $"{Id}-error {Id}-help",
        };
}

/// <summary>A value that can be chosen, and what people read for it.</summary>
public sealed record FieldChoice(string Value, string Title);
