using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Data;
using Workflows.Host.Pages.Flow;
using Workflows.Host.Pages.Layout;
using Workflows.Host.Pages.Timeline;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>One case: where it stands, what it holds, what happened.</summary>
public sealed class CasePage(
    CaseView cases,
    WithdrawCase withdraw,
    DataViews data,
    TimelineLines lines,
    FlowPictures pictures,
    ProcessCatalog processes,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    public CaseDetails Details { get; private set; } = null!;
    public DataView Data { get; private set; } = DataView.Empty;
    public IReadOnlyList<TimelineLine> Timeline { get; private set; } = [];
    public DrawnFlow? Drawing { get; private set; }
    public string ProcessName =>
        processes.Find(Details.Case.ProcessKey) is { } pack ? texts.Of(pack.Name) : Details.Case.ProcessKey;

    public async Task OnGetAsync(string number, CancellationToken stop)
    {
        Details = await cases.FindAsync(number, current.Require(), stop);
        Data = await data.OfCaseAsync(Details.Case.ProcessKey, Details.Data, stop);
        Timeline = await lines.ReadAsync(Details.Case.ProcessKey, Details.Timeline, stop);
        Drawing = await pictures.OfAsync(Details.Case.Id, stop);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string number, string? reason, CancellationToken stop)
    {
        var actor = current.Actor(Channel.Web);
        if (await this.TryAsync(texts, () => withdraw.RunAsync(number, reason, actor, stop)))
            TempData["Done"] = texts["case.withdrawn", number];
        return LocalRedirect($"/cases/{Uri.EscapeDataString(number)}");
    }
}
