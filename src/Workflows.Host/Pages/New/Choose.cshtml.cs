using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Processes;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The processes that whoever is signed in may start.</summary>
public sealed class ChooseProcessPage(ProcessCatalog processes, CurrentPerson current) : PageModel
{
    public IReadOnlyList<ProcessPack> Processes { get; private set; } = [];

    public void OnGet() => Processes = [.. processes.All.Where(p => p.MayBeStartedBy(current.Require()))];
}
