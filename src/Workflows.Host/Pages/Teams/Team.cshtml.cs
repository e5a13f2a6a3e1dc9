using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The home page of a manager: who is away, whose tasks wait, which cases run.</summary>
public sealed class TeamPage(TeamBoard board, Team team, ProcessCatalog processes, CurrentPerson current, Texts texts)
    : PageModel
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true)]
    public bool Overdue { get; set; }

    /// <summary>Only this person's tasks.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Of { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "c")]
    public int CaseNumber { get; set; } = 1;
    public TeamView View { get; private set; } = null!;
    public PageLinks TaskPages { get; private set; } = PageLinks.None;
    public int CasePages => View.Cases.Pages;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var me = current.Require();
        if (!team.HasOne(me))
            return Forbid();
        var filter = new TeamFilter(Overdue, Of, new Paging(Number, PageSize), new Paging(CaseNumber, PageSize));
        View = await board.ReadAsync(me, filter, stop);
        TaskPages = PageLinks.Of(Number, View.Tasks.Total, PageSize, Address(Overdue, Of) + $"&c={CaseNumber}&");
        return Page();
    }

    public string Address(bool overdue, Guid? of) => $"/team?overdue={(overdue ? "true" : "false")}&of={of}";

    public string NameOf(string process) => processes.Find(process) is { } pack ? texts.Of(pack.Name) : process;
}
