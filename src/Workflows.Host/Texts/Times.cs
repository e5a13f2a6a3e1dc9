using System.Globalization;
using Workflows.Cases;

namespace Workflows.Host;

/// <summary>Times, days and amounts as people read them, in the company's zone: 2026年11月24日 15:30, 还有 2 天.</summary>
public sealed class Times(Texts texts, CompanyTime company, TimeProvider clock)
{
    /// <summary>Day and time of day in the request's language.</summary>
    public string At(DateTimeOffset at) => Format(company.ToLocal(at), Texts.Language);

    /// <summary>The company's wall clock, for a spreadsheet.</summary>
    public DateTime Local(DateTimeOffset at) => company.ToLocal(at).DateTime;

    /// <summary>Only the day.</summary>
    public string Day(DateTimeOffset at) => LocalFormat.Day(company.DayOf(at), Texts.Language);

    /// <summary>A month by its first day: 2026年11月, November 2026.</summary>
    public static string Month(DateOnly first) =>
        first.ToString(Texts.Language == "en" ? "MMMM yyyy" : "yyyy年M月", CultureInfo.InvariantCulture);

    /// <summary>Short form for lists: 11-24 15:30, with the year in front when it is another one.</summary>
    public string Short(DateTimeOffset at)
    {
        var local = company.ToLocal(at);
        var same = local.Year == company.ToLocal(clock.GetUtcNow()).Year;
        return local.ToString(same ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>How far away the due time is: 还有 2 天, 已逾期 3 小时.</summary>
    public string DueIn(DateTimeOffset due) => DueIn(due, Texts.Language);

    /// <inheritdoc cref="DueIn(DateTimeOffset)"/>
    public string DueIn(DateTimeOffset due, string language)
    {
        var left = due - clock.GetUtcNow();
        var (unit, count) = Largest(left.Duration());
        var key = left < TimeSpan.Zero ? "overdue" : "left";
        var plural = count == 1 ? "One" : "";
        return texts.In(language, $"times.{key}{unit}{plural}", count);
    }

    /// <summary>How long ago, or how long until: for journals.</summary>
    public bool IsOver(DateTimeOffset due) => due < clock.GetUtcNow();

    internal static string Format(DateTimeOffset local, string language) =>
        language == "en"
            ? local.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)
            : local.ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    private static (string Unit, int Count) Largest(TimeSpan span) =>
        span switch
        {
            { TotalDays: >= 2 } => ("Days", (int)span.TotalDays),
            { TotalHours: >= 1 } => ("Hours", (int)span.TotalHours),
            _ => ("Minutes", Math.Max(1, (int)span.TotalMinutes)),
        };
}
