using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>An administrator adds departments, renames them and names their heads.</summary>
public sealed class DepartmentsPage(
    EditDepartments edit,
    PeopleDirectory directory,
    CurrentPerson current,
    Access access,
    Texts texts
) : PageModel
{
    private IReadOnlyList<FieldError> errors = [];

    /// <summary>The department that is changed; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Change { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Hans { get; set; }

    [BindProperty]
    public string? Hant { get; set; }

    [BindProperty]
    public string? English { get; set; }

    [BindProperty]
    public string? Head { get; set; }
    public Organisation People => directory.Current;
    public Department? Known => Change is null ? null : People.Department(Change);

    public IActionResult OnGet()
    {
        if (!access.MayAdminister(current.Require()))
            return Forbid();
        if (Change is not null && Known is null)
            return NotFound();
        if (Known is { } known)
        {
            (Hans, Hant, English) = (known.Name.Hans, known.Name.Hant, known.Name.English);
            Head = known.HeadId is { } head ? People.Find(head)?.SignInName : null;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!access.MayAdminister(current.Require()))
            return Forbid();
        var name = new LocalText(Hans?.Trim() ?? "", Hant?.Trim() ?? "", English?.Trim() ?? "");
        try
        {
            await edit.SaveAsync(Change ?? Key, name, Head, Change is null, current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["directory.saved"];
            return LocalRedirect("/people/departments");
        }
        catch (RefusedException refused) when (refused.Fields.Count > 0)
        {
            errors = refused.Fields;
            return Page();
        }
    }

    public string? ErrorAt(string path) =>
        errors.FirstOrDefault(e => e.Path == path) is { } error
            ? texts[$"refusals.{error.Code}", error.Arguments]
            : null;
}
