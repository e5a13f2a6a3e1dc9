using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Absences;
using Workflows.Cases.Calendar;
using Workflows.Cases.People;
using Workflows.Host.Pages.Absences;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>A month of absences: one's own, one's people's, or everybody's for who keeps the register of leave.</summary>
public sealed class AbsencesPage(
    AbsenceBoard board,
    AbsenceReasons reasons,
    PeopleDirectory directory,
    WorkCalendar calendar,
    CompanyTime time,
    TimeProvider clock,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    private const int PeopleOnAPage = 40;

    /// <summary>Such as 2026-11; this month when it is none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Department { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public DateOnly First { get; private set; }
    public DateOnly Today { get; private set; }
    public AbsenceView View { get; private set; } = null!;

    /// <summary>The people of this page, each with their times of the month.</summary>
    public IReadOnlyList<IGrouping<Person, AwayTime>> People { get; private set; } = [];
    public IEnumerable<AwayTime> Shown => People.SelectMany(p => p);
    public PageLinks Pages { get; private set; } = PageLinks.None;
    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<DateOnly> Days =>
        [.. Enumerable.Range(0, DateTime.DaysInMonth(First.Year, First.Month)).Select(First.AddDays)];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Today = time.DayOf(clock.GetUtcNow());
        First = MonthOf(Month) ?? new DateOnly(Today.Year, Today.Month, 1);
        View = await board.ReadAsync(current.Require(), First, First.AddMonths(1).AddDays(-1), stop);
        var there = View.Times.Select(t => t.Person.DepartmentKey).ToHashSet();
        Departments = [.. directory.Current.Departments.Where(d => there.Contains(d.Key) || d.Key == Department)];
        var people = View
            .Times.Where(t => string.IsNullOrEmpty(Department) || t.Person.DepartmentKey == Department)
            .GroupBy(t => t.Person)
            .ToList();
        Pages = PageLinks.Of(Number, people.Count, PeopleOnAPage, Address(First) + "&");
        People = [.. people.Skip((Pages.Number - 1) * PeopleOnAPage).Take(PeopleOnAPage)];
    }

    public bool IsWorked(DateOnly day) => calendar.Current.IsWorked(day);

    /// <summary>Why as far as the reader may know.</summary>
    public string WhyOf(AwayTime away) =>
        reasons.Of(away) ?? texts[away.IsLeave ? "absences.leave" : "absences.representedOnly"];

    /// <summary>Its days, one or from and to.</summary>
    public string SpanOf(AwayTime away) =>
        away.From == away.Until
            ? texts["data.day", away.From]
            : $"{texts["data.day", away.From]} – {texts["data.day", away.Until]}";

    public string Address(DateOnly month) =>
        "/absences"
        + QueryString
            .Empty.Add("month", month.ToString("yyyy-MM", CultureInfo.InvariantCulture))
            .Add("department", Department ?? "");

    private static DateOnly? MonthOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && month.Year is > 2000 and < 2100
            ? month
            : null;
}
