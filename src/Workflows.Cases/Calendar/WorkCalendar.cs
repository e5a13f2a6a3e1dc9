using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Calendar;

/// <summary>Which days are worked: Monday to Friday but for the exceptions. An unchanging snapshot.</summary>
public sealed class WorkDays(IEnumerable<CalendarDay> exceptions)
{
    private readonly Dictionary<DateOnly, CalendarDay> byDay = exceptions.ToDictionary(d => d.Day);

    public static WorkDays Plain { get; } = new([]);

    public bool IsWorked(DateOnly day) =>
        byDay.TryGetValue(day, out var exception)
            ? exception.Kind == DayKind.Workday
            : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The exception that a day is, if it is one.</summary>
    public CalendarDay? ExceptionOn(DateOnly day) => byDay.GetValueOrDefault(day);

    /// <summary>The exceptions of a year in order.</summary>
    public IReadOnlyList<CalendarDay> Of(int year) =>
        [.. byDay.Values.Where(d => d.Day.Year == year).OrderBy(d => d.Day)];

    /// <summary>Years that somebody has entered.</summary>
    public IReadOnlyList<int> Years => [.. byDay.Keys.Select(d => d.Year).Distinct().Order()];
}

/// <summary>The calendar in memory. Read at start and again after each change; other hosts' changes arrive with the refresh
/// that goes with people's.</summary>
public sealed class WorkCalendar(IServiceScopeFactory scopes)
{
    private WorkDays current = WorkDays.Plain;

    public WorkDays Current => Volatile.Read(ref current);

    /// <summary>Reads everything anew.</summary>
    public async Task RefreshAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CasesDb>();
        Volatile.Write(ref current, new WorkDays(await db.CalendarDays.AsNoTracking().ToListAsync(stop)));
    }
}
