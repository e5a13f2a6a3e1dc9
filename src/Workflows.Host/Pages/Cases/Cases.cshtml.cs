using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The cases one opened, or all that one may see.</summary>
public sealed class CasesPage(CaseList cases, ProcessCatalog processes, CurrentPerson current, Texts texts) : PageModel
{
    /// <summary><c>own</c> or <c>all</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string Which { get; set; } = "own";

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public CaseStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public PageOf<CaseRow> Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = PageLinks.None;
    public bool MayStart { get; private set; }
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Text) || Status is not null;

    public async Task OnGetAsync(CancellationToken stop)
    {
        var person = current.Require();
        Which = Which == "all" ? "all" : "own";
        MayStart = processes.All.Any(p => p.MayBeStartedBy(person));
        var filter = new CaseFilter(Text, Status);
        var paging = new Paging(Number);
        Found =
            Which == "all"
                ? await cases.VisibleToAsync(person, filter, paging, stop)
                : await cases.AppliedByAsync(person, filter, paging, stop);
        Pages = PageLinks.Of(Number, Found.Total, paging.Size, AddressOf(Which) + "&");
    }

    public string AddressOf(string which) =>
        $"/cases?which={which}"
        + (string.IsNullOrWhiteSpace(Text) ? "" : $"&text={Uri.EscapeDataString(Text)}")
        + (Status is { } status ? $"&status={status}" : "");

    public string NameOf(string process) => processes.Find(process) is { } pack ? texts.Of(pack.Name) : process;
}
