using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Deadlines;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>What is overdue, for managers [A26-over].</summary>
public sealed class OverduePage(OverdueBoard board, CurrentPerson current) : PageModel
{
    public OverdueLists Board { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) => Board = await board.ReadAsync(current.Require(), stop);
}
