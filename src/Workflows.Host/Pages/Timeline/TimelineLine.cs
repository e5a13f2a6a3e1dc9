namespace Workflows.Host.Pages.Timeline;

/// <summary>An entry of a case's timeline as a sentence.</summary>
/// <param name="Tone">What its dot looks like: open, good, back, bad, plain.</param>
/// <param name="Through">By which way it arrived, if not by the flow itself.</param>
/// <param name="Changes">Fields that were filled in or changed.</param>
public sealed record TimelineLine(
    int Sequence,
    DateTimeOffset At,
    string Sentence,
    string Tone,
    string? Through,
    string? Comment,
    IReadOnlyList<ChangeLine> Changes
)
{
    /// <summary>What the flow noted for itself: folded, so that what people did stays in sight.</summary>
    public bool IsNote { get; init; }
}

/// <summary>A field with its value before and after; before is null where there was none.</summary>
public sealed record ChangeLine(string Title, string? Before, string After);
