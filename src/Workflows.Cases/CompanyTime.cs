namespace Workflows.Cases;

/// <summary>The company's time zone (Asia/Shanghai unless configured): what dates, deadlines and months are reckoned in.</summary>
public sealed class CompanyTime(TimeZoneInfo zone)
{
    public TimeZoneInfo Zone { get; } = zone;

    public DateTimeOffset ToLocal(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The company's day at a moment.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(ToLocal(at).DateTime);

    /// <summary>The first moment of a day.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var first = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(first, Zone.GetUtcOffset(first)).ToUniversalTime();
    }

    /// <summary>The last second of a day: a due date means "until that day is over", and is shown as that day.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var last = day.ToDateTime(new TimeOnly(23, 59, 59));
        return new DateTimeOffset(last, Zone.GetUtcOffset(last)).ToUniversalTime();
    }
}
