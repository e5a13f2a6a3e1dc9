using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Processes;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Data;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>A case on paper, A4: its forms and who decided what.</summary>
public sealed class PrintPage(
    CaseView cases,
    DataViews data,
    ProcessCatalog processes,
    CurrentPerson current,
    TimeProvider clock,
    Texts texts
) : PageModel
{
    public CaseDetails Details { get; private set; } = null!;
    public DataView Data { get; private set; } = DataView.Empty;
    public DateTimeOffset PrintedAt { get; } = clock.GetUtcNow();
    public string PrintedBy => current.Require().Name;
    public string ProcessName =>
        processes.Find(Details.Case.ProcessKey) is { } pack ? texts.Of(pack.Name) : Details.Case.ProcessKey;
    public IEnumerable<TimelineRow> Decisions =>
        Details.Timeline.Where(e => e.Kind == "task.decided").OrderBy(e => e.Sequence);

    public async Task OnGetAsync(string number, CancellationToken stop)
    {
        Details = await cases.FindAsync(number, current.Require(), stop);
        Data = await data.OfCaseAsync(Details.Case.ProcessKey, Details.Data, stop);
    }
}
