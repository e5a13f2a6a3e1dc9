using System.Globalization;
using System.Text.Json;
using Workflows.Cases.Calendar;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Deadlines;

/// <summary>Says when something is due, and on what grounds.</summary>
public sealed class DueReckoner(Policy policy, WorkCalendar calendar, CompanyTime time)
{
    /// <param name="wanted">A policy key or a duration from <paramref name="from"/>, or a date whose end it means. Null and
    /// blank are due never.</param>
    /// <param name="pauses">Spans in which the clock stood still; overlapping ones count once.</param>
    /// <exception cref="RefusedException">It is none of these.</exception>
    public DueTime? Reckon(string? wanted, DateTimeOffset from, IReadOnlyList<ClockPause>? pauses = null)
    {
        if (string.IsNullOrWhiteSpace(wanted))
            return null;
        if (
            DateOnly.TryParseExact(wanted, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
            return new DueTime(time.EndOf(day), new DueBasis { From = from, Day = day });
        var rule = Limit.TryParse(wanted, out var limit) ? null : wanted;
        if (rule is not null)
            limit = policy.LimitOf(rule);
        return Reckon(limit, rule, from, pauses ?? []);
    }

    private DueTime Reckon(Limit limit, string? rule, DateTimeOffset from, IReadOnlyList<ClockPause> pauses)
    {
        var days = calendar.Current;
        var clock = new ClockTime(days, time);
        var (at, left, paused) = (from, limit.Length, TimeSpan.Zero);
        foreach (var pause in pauses.Where(p => p.Until > from).OrderBy(p => p.From))
        {
            var run = clock.Between(at, pause.From, limit.Clock);
            if (run >= left)
                break;
            left -= run;
            var begin = pause.From > at ? pause.From : at;
            if (pause.Until <= begin)
                continue;
            paused += pause.Until - begin;
            at = pause.Until;
        }
        var due = clock.Add(at, left, limit.Clock);
        var idle = limit.Clock == ClockKind.Working ? clock.Idle(from, due) : [];
        var basis = new DueBasis
        {
            Rule = rule,
            Limit = limit.Length,
            Clock = limit.Clock,
            From = from,
            Skipped = idle.Count,
            Holidays = [.. idle.Select(d => days.ExceptionOn(d)?.Name).OfType<LocalText>().Distinct()],
            Paused = paused,
        };
        return new DueTime(due, basis);
    }
}

/// <summary>When something is due, and why then.</summary>
public sealed record DueTime(DateTimeOffset At, DueBasis Basis);

/// <summary>A span in which a clock stands still.</summary>
public sealed record ClockPause(DateTimeOffset From, DateTimeOffset Until);

/// <summary>The grounds of a due time, kept beside it so that it can explain itself when policy and calendar have long
/// changed.</summary>
public sealed record DueBasis
{
    /// <summary>The policy's key; null for a duration or date of the flow's or a person's own.</summary>
    public string? Rule { get; init; }

    /// <summary>The day at whose end it is due, when a day was given.</summary>
    public DateOnly? Day { get; init; }
    public TimeSpan Limit { get; init; }
    public ClockKind Clock { get; init; }
    public DateTimeOffset From { get; init; }

    /// <summary>Days not worked between start and due time, and the holidays among them.</summary>
    public int Skipped { get; init; }
    public IReadOnlyList<LocalText> Holidays { get; init; } = [];

    /// <summary>How long the clock stood still, waiting for the customer.</summary>
    public TimeSpan Paused { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, StoredJson.Options);

    public static DueBasis? Parse(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<DueBasis>(json, StoredJson.Options);
}
