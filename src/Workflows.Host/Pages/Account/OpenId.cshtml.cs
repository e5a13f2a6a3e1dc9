using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The way to the OpenID provider and back: goes there, or says why it led nowhere.</summary>
[AllowAnonymous]
public sealed class OpenIdPage(IServiceProvider services) : PageModel
{
    /// <summary><c>unknown</c> for who is not in the directory, else <c>failed</c>.</summary>
    public string Why { get; private set; } = "";
    public string Provider => Settings?.Name ?? "";

    private OpenIdSettings? Settings { get; } = services.GetService<OpenIdSettings>();

    public IActionResult OnGet(string? what, string? returnUrl, string? why)
    {
        if (Settings is null)
            return NotFound();
        switch (what)
        {
            case null:
                var back = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
                return Challenge(new AuthenticationProperties { RedirectUri = back }, OpenIdSignIn.Scheme);
            case "sign-out":
                return SignOut(new AuthenticationProperties { RedirectUri = "/account/sign-in" }, OpenIdSignIn.Scheme);
            case "refused":
                Why = why == "unknown" ? "unknown" : "failed";
                Response.StatusCode = StatusCodes.Status403Forbidden;
                return Page();
            default:
                return NotFound();
        }
    }
}
