using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Calendar;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The company's working days: everybody looks, process owners change.</summary>
public sealed class CalendarPage(
    WorkCalendar calendar,
    EditCalendar edit,
    CompanyTime time,
    TimeProvider clock,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    private const int Longest = 200_000;

    public int Year { get; private set; }
    public WorkDays Days => calendar.Current;
    public IReadOnlyList<CalendarDay> Exceptions => Days.Of(Year);
    public bool IsEntered => Days.Years.Contains(Year);
    public bool MayEdit => Audience.OwnsProcesses(current.Require());
    public string? Typed { get; private set; }

    public void OnGet(int? year, string? day = null)
    {
        Year = Math.Clamp(year ?? time.ToLocal(clock.GetUtcNow()).Year, 2000, 2100);
        Typed = day;
    }

    public async Task<IActionResult> OnPostDayAsync(string? day, string? kind, string? name, CancellationToken stop)
    {
        if (
            !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var which)
        )
        {
            TempData["Refused"] = texts["calendar.badDay"];
            return LocalRedirect("/calendar");
        }
        DayKind? wanted = Enum.TryParse<DayKind>(kind, out var known) ? known : null;
        var called = LocalText.Same(
            string.IsNullOrWhiteSpace(name)
                ? texts[$"calendar.{(wanted == DayKind.Workday ? "workday" : "holiday")}"]
                : name.Trim()
        );
        var actor = current.Actor(Channel.Web);
        if (await this.TryAsync(texts, () => edit.SetAsync(which, wanted, called, actor, stop)))
            TempData["Done"] = texts["calendar.saved", which];
        return LocalRedirect($"/calendar/{which.Year}");
    }

    public async Task<IActionResult> OnPostImportAsync(IFormFile? file, CancellationToken stop)
    {
        if (file is null || file.Length is 0 or > Longest)
        {
            TempData["Refused"] = texts["calendar.noFile"];
            return LocalRedirect("/calendar");
        }
        using var reader = new StreamReader(file.OpenReadStream());
        var json = await reader.ReadToEndAsync(stop);
        var (actor, year) = (current.Actor(Channel.Web), 0);
        if (!await this.TryAsync(texts, async () => year = await edit.ImportAsync(json, actor, stop)))
            return LocalRedirect("/calendar");
        TempData["Done"] = texts["calendar.imported", year];
        return LocalRedirect($"/calendar/{year}");
    }
}
