using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>Changes one's own password.</summary>
public sealed class PasswordPage(ChangePassword change, Texts texts) : PageModel
{
    private IReadOnlyList<FieldError> errors = [];

    public async Task<IActionResult> OnPostAsync(string? current, [FromForm(Name = "new")] string? wanted)
    {
        try
        {
            await change.RunAsync(current ?? "", wanted ?? "");
            TempData["Done"] = texts["password.done"];
            return LocalRedirect("/");
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
