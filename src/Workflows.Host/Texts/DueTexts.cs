using Workflows.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Processes;

namespace Workflows.Host;

/// <summary>Says in one sentence why something is due when it is: 自 11-25 09:00 起 6 个工作日，跳过 3 个非工作日（国庆节）.</summary>
public sealed class DueTexts(Texts texts, Policy policy)
{
    /// <summary>Null when nothing is known of the grounds.</summary>
    public string? Explain(DateTimeOffset? due, DueBasis? basis) =>
        due is { } at && basis is not null ? Sentence(at, basis, Texts.Language) : null;

    public string? Explain(CaseDeadline deadline) => Explain(deadline.Due, DueBasis.Parse(deadline.Basis));

    private string Sentence(DateTimeOffset due, DueBasis basis, string language)
    {
        if (basis.Day is { } day)
            return texts.In(language, "due.day", day);
        var key = basis.Clock == ClockKind.Working ? "due.working" : "due.natural";
        return texts.In(
            language,
            key,
            basis.From,
            Span(basis.Limit, language),
            Skipped(basis, language),
            basis.Paused > TimeSpan.Zero ? texts.In(language, "due.paused", Span(basis.Paused, language)) : "",
            due,
            basis.Rule is null ? "" : texts.In(language, "due.rule", policy.NameOf(basis.Rule).In(language))
        );
    }

    private string Skipped(DueBasis basis, string language)
    {
        if (basis.Skipped == 0)
            return "";
        var names = LocalText.Join(basis.Holidays).In(language);
        return names.Length == 0
            ? texts.In(language, "due.skipped", basis.Skipped)
            : texts.In(language, "due.skippedFor", basis.Skipped, names);
    }

    private string Span(TimeSpan span, string language)
    {
        var parts = new List<string>();
        if (span.Days > 0)
            parts.Add(texts.In(language, span.Days == 1 ? "due.dayOne" : "due.days", span.Days));
        if (span.Hours > 0)
            parts.Add(texts.In(language, "due.hours", span.Hours));
        if (span.Minutes > 0)
            parts.Add(texts.In(language, "due.minutes", span.Minutes));
        if (parts.Count == 0)
            parts.Add(texts.In(language, "due.seconds", span.Seconds));
        return string.Join(language == "en" ? " " : "", parts);
    }
}
