using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Workflows.Host.Pages;

/// <summary>The page around Elsa Studio: <c>/studio</c>, <c>/studio/definitions/{id}</c>, <c>/studio/instances</c> and
/// <c>/studio/instances/{id}</c>. Studio tells what was clicked; the page goes there.</summary>
[Authorize("ProcessOwner")]
public sealed class StudioPage : PageModel
{
    /// <summary>The part of Studio that is shown, by its custom element.</summary>
    public string Shows { get; private set; } = "";
    public string? Id { get; private set; }
    public bool IsAboutInstances => Shows.StartsWith("elsa-workflow-instance", StringComparison.Ordinal);
    public string Endpoint => $"{Request.Scheme}://{Request.Host}/elsa/api";

    public IActionResult OnGet(string? what, string? id)
    {
        Id = id;
        Shows = (what, id) switch
        {
            (null or "definitions", null) => "elsa-workflow-definition-list",
            ("definitions", _) => "elsa-workflow-definition-editor",
            ("instances", null) => "elsa-workflow-instance-list",
            ("instances", _) => "elsa-workflow-instance-viewer",
            _ => "",
        };
        return Shows.Length == 0 ? NotFound() : Page();
    }
}
