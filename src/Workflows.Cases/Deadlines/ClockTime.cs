using Workflows.Cases.Calendar;

namespace Workflows.Cases.Deadlines;

/// <summary>Reckons on one of the two clocks. The working-day clock stands still from midnight to midnight, company time, on
/// days that are not worked.</summary>
public sealed class ClockTime(WorkDays days, CompanyTime time)
{
    private const int LongestDays = 3660;

    /// <summary>When the clock has run for a length.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan length, ClockKind kind)
    {
        if (kind == ClockKind.Natural)
            return from + length;
        var (at, left) = (from, length);
        for (var i = 0; i < LongestDays; i++)
        {
            var midnight = NextMidnight(at);
            if (days.IsWorked(DayOf(at)))
            {
                if (left <= midnight - at)
                    return at + left;
                left -= midnight - at;
            }
            at = midnight;
        }
        throw new InvalidOperationException($"The calendar has no {length} of working days after {from:u}.");
    }

    /// <summary>How long the clock runs between two times.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to, ClockKind kind)
    {
        if (to <= from)
            return TimeSpan.Zero;
        if (kind == ClockKind.Natural)
            return to - from;
        var run = TimeSpan.Zero;
        for (var at = from; at < to; )
        {
            var midnight = NextMidnight(at);
            var end = midnight < to ? midnight : to;
            if (days.IsWorked(DayOf(at)))
                run += end - at;
            at = end;
        }
        return run;
    }

    /// <summary>The days between two times on which the working-day clock stands still.</summary>
    public IReadOnlyList<DateOnly> Idle(DateTimeOffset from, DateTimeOffset to)
    {
        var idle = new List<DateOnly>();
        for (var day = DayOf(from); day <= DayOf(to); day = day.AddDays(1))
            if (!days.IsWorked(day))
                idle.Add(day);
        return idle;
    }

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(time.ToLocal(at).DateTime);

    private DateTimeOffset NextMidnight(DateTimeOffset at)
    {
        var midnight = DayOf(at).AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, time.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
