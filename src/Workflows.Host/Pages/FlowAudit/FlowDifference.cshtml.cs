using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Host.Studio.Audit;

namespace Workflows.Host.Pages;

/// <summary>What a version of a flow changed against the one before it.</summary>
[Authorize("ProcessOwner")]
public sealed class FlowDifferencePage(FlowDifference differences) : PageModel
{
    public FlowComparison Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, int version, CancellationToken stop)
    {
        if (await differences.FindAsync(id, version, stop) is not { } found)
            return NotFound();
        Found = found;
        return Page();
    }
}
