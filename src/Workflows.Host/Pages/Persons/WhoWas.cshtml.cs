using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.People;

namespace Workflows.Host.Pages;

/// <summary>Who held a role, or belonged to a department, on a day.</summary>
public sealed class WhoWasPage(
    PeopleWhoWere history,
    PeopleDirectory directory,
    CompanyTime time,
    TimeProvider clock,
    Texts texts
) : PageModel
{
    /// <summary><c>role:gm</c> or <c>department:cs</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? On { get; set; }
    public Organisation People => directory.Current;
    public IReadOnlyList<WhoWas>? Found { get; private set; }
    public string? Error { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(On))
            On = time.DayOf(clock.GetUtcNow()).ToString("yyyy-MM-dd");
        if (What?.Split(':', 2) is not [var kind, { Length: > 0 } key])
            return;
        try
        {
            if (TypedDay.Read(On, "/on") is { } day)
                Found = await history.FindAsync(
                    kind == "department" ? FactKind.Department : FactKind.Role,
                    key,
                    day,
                    stop
                );
        }
        catch (RefusedException refused) when (refused.Fields is [var error, ..])
        {
            Error = texts[$"refusals.{error.Code}", error.Arguments];
        }
    }
}
