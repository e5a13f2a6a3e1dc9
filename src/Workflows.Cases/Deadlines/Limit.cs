using System.Globalization;

namespace Workflows.Cases.Deadlines;

/// <summary>How long something may take, and by which clock: <c>6.00:00:00</c> runs day and night, <c>6.00:00:00 working</c>
/// stands still on days that are not worked.</summary>
public sealed record Limit(TimeSpan Length, ClockKind Clock)
{
    /// <summary>Understands <c>d.hh:mm:ss</c>, alone or followed by <c>working</c> or <c>natural</c>; a bare number is refused,
    /// it could mean anything.</summary>
    public static bool TryParse(string text, out Limit limit)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        limit = new Limit(TimeSpan.Zero, ClockKind.Natural);
        if (words.Length is 0 or > 2 || !words[0].Contains(':'))
            return false;
        if (!TimeSpan.TryParse(words[0], CultureInfo.InvariantCulture, out var length))
            return false;
        var clock = ClockKind.Natural;
        if (words.Length == 2 && !(IsName(words[1]) && Enum.TryParse(words[1], ignoreCase: true, out clock)))
            return false;
        limit = new Limit(length, clock);
        return true;
    }

    public override string ToString() => Clock == ClockKind.Working ? $"{Length} working" : $"{Length}";

    // Enum.TryParse takes numbers too.
    private static bool IsName(string word) => char.IsAsciiLetter(word[0]);
}

/// <summary>Which days a clock runs on.</summary>
public enum ClockKind
{
    /// <summary>自然日: every day.</summary>
    Natural,

    /// <summary>工作日: only days that are worked, by the company's calendar.</summary>
    Working,
}
