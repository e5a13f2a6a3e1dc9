using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;
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
    CopyCase copy,
    ReadCopy read,
    UrgeTask urge,
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
    public Person Me => current.Require();

    [BindProperty(Name = "copy.to")]
    public List<string> CopyTo { get; set; } = [];

    [BindProperty(Name = "copy.note")]
    public string? CopyNote { get; set; }

    /// <summary>What is wrong with those named in <see cref="CopyTo"/>.</summary>
    public string? CopyError { get; private set; }
    public string ProcessName =>
        processes.Find(Details.Case.ProcessKey) is { } pack ? texts.Of(pack.Name) : Details.Case.ProcessKey;

    public async Task OnGetAsync(string number, CancellationToken stop)
    {
        Details = await cases.FindAsync(number, Me, stop);
        await read.RunAsync(Details.Case.Id, Me.Id, stop);
        Data = await data.OfCaseAsync(Details.Case.ProcessKey, Details.Data, stop);
        Timeline = await lines.ReadAsync(Details.Case.ProcessKey, Details.Timeline, stop);
        Drawing = await pictures.OfAsync(Details.Case.Id, stop);
    }

    public async Task<IActionResult> OnPostCopyAsync(string number, CancellationToken stop)
    {
        try
        {
            await copy.RunAsync(number, CopyTo, CopyNote, current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["more.copied", CopyTo.Count];
            return Again(number);
        }
        catch (RefusedException refused) when (refused.Fields.Count > 0)
        {
            CopyError = texts[$"refusals.{refused.Fields[0].Code}", refused.Fields[0].Arguments];
            await OnGetAsync(number, stop);
            return Page();
        }
        catch (RefusedException refused) when (refused.Kind != RefusalKind.NotFound)
        {
            TempData["Refused"] = texts.Say(refused);
            return Again(number);
        }
    }

    public async Task<IActionResult> OnPostUrgeAsync(string number, Guid task, string? words, CancellationToken stop)
    {
        if (await this.TryAsync(texts, () => urge.RunAsync(task, words, current.Actor(Channel.Web), stop)))
            TempData["Done"] = texts["more.urged"];
        return Again(number);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string number, string? reason, CancellationToken stop)
    {
        var actor = current.Actor(Channel.Web);
        if (await this.TryAsync(texts, () => withdraw.RunAsync(number, reason, actor, stop)))
            TempData["Done"] = texts["case.withdrawn", number];
        return Again(number);
    }

    private LocalRedirectResult Again(string number) => LocalRedirect($"/cases/{Uri.EscapeDataString(number)}");
}
