using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Processes;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>All registers, and the boards beside them.</summary>
public sealed class RegistersPage(ProcessCatalog processes, OverdueBoard board, CurrentPerson current) : PageModel
{
    public IReadOnlyList<ProcessPack> Packs { get; } = [.. processes.All.Where(p => p.Register.Columns.Count > 0)];
    public bool SeesOverdue { get; private set; }

    public void OnGet() => SeesOverdue = board.IsFor(current.Require());
}
