namespace Workflows.Cases.Calendar;

/// <summary>A day that is not what its weekday says: a public holiday, or a day worked to make up for one (调休). Table
/// <c>CalendarDays</c>.</summary>
public sealed class CalendarDay
{
    public required DateOnly Day { get; init; }
    public required DayKind Kind { get; set; }

    /// <summary>The holiday it is, or that it makes up for.</summary>
    public required LocalText Name { get; set; }
}

/// <summary>What a day of the calendar is.</summary>
public enum DayKind
{
    /// <summary>放假.</summary>
    Holiday,

    /// <summary>调休上班.</summary>
    Workday,
}
