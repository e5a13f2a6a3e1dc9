namespace Workflows.Host.Pages.Flow;

/// <summary>A process's definition as an SVG shows it, with where a case stands.</summary>
public sealed record DrawnFlow(
    double Width,
    double Height,
    IReadOnlyList<DrawnStep> Steps,
    IReadOnlyList<DrawnWay> Ways
)
{
    /// <summary>Titles of the steps that wait now.</summary>
    public IEnumerable<string> Current => Steps.Where(s => s.State == "current").Select(s => s.Title);

    /// <summary>What else the flow waits for, a day or another case, with until when.</summary>
    public IReadOnlyList<string> Waits { get; init; } = [];

    /// <summary>Titles of the steps that somebody has dealt with.</summary>
    public IEnumerable<string> Done => Steps.Where(s => s.State == "done").Select(s => s.Title);
}

/// <summary>A step; its state is <c>current</c>, <c>waiting</c> (for something else than a person), <c>done</c>, <c>begun</c> (where every case starts) or <c>plain</c>.</summary>
public sealed record DrawnStep(string Title, double X, double Y, double Width, double Height, string State)
{
    private const double Wide = 1;
    private const double Narrow = 0.56;

    /// <summary>The title in lines that fit the box: at most two, the rest is cut off (the whole is in the tooltip).</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var room = (Width - 24) / FontSize;
            var (first, rest) = Break(Title, room);
            if (rest.Length == 0)
                return [first];
            var (second, left) = Break(rest, room);
            return [first, left.Length == 0 ? second : second.TrimEnd() + "…"];
        }
    }

    /// <summary>As large as the title's length allows.</summary>
    public double FontSize =>
        (WidthOf(Title) / (Width - 24)) switch
        {
            <= 1 / 17.0 => 17,
            // Lines break between words: two do not hold twice as much as one.
            <= 1.7 / 15 => 15,
            _ => 13,
        };

    private static double WidthOf(string text) => text.Sum(c => c > 0x2e80 ? Wide : Narrow);

    // Chinese breaks anywhere, words stay together.
    private static (string Line, string Left) Break(string text, double room)
    {
        if (WidthOf(text) <= room)
            return (text, "");
        var end = 0;
        var width = 0.0;
        while (end < text.Length && width + WidthOf(text[end].ToString()) <= room)
            width += WidthOf(text[end++].ToString());
        var space = text.LastIndexOf(' ', Math.Max(0, end - 1));
        if (space > 0 && text[end] < 0x2e80)
            end = space + 1;
        return (text[..end].TrimEnd(), text[end..]);
    }
}

/// <summary>A way from step to step, as the path of an SVG.</summary>
/// <param name="Kind">Returned, Rejected or plain: its colour.</param>
/// <param name="Label">Its outcome, where a step has several ways out.</param>
public sealed record DrawnWay(string Path, string Kind, string? Label, double LabelX, double LabelY);
