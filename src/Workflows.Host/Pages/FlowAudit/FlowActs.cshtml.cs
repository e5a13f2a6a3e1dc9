using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.FlowAudit;
using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;

namespace Workflows.Host.Pages;

/// <summary>Who did what to the flows, in Studio or over its API; nobody can change it.</summary>
[Authorize("ProcessOwner")]
public sealed class FlowActsPage(FlowActList acts, PeopleDirectory directory) : PageModel
{
    /// <summary>Only what was done to the flow or run of this id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public PageOf<FlowAct> Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = PageLinks.None;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Found = await acts.ReadAsync(Subject, new Paging(Number), stop);
        var filter = string.IsNullOrWhiteSpace(Subject) ? "" : $"subject={Uri.EscapeDataString(Subject)}&";
        Pages = PageLinks.Of(Number, Found.Total, Found.Paging.Size, $"/operations/flows?{filter}");
    }

    public string NameOf(Guid person) => directory.Current.Find(person)?.Name ?? "";
}
