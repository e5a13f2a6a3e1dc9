using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;

namespace Workflows.Host.Pages;

/// <summary>Remembers the language that somebody chose, signed in or not.</summary>
[AllowAnonymous]
public sealed class LanguagePage(TimeProvider clock) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string? to, string? back)
    {
        if (to is not null && LocalText.Languages.Contains(to))
            Response.Cookies.Append(
                TextsServices.LanguageCookie,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture("", to)),
                new CookieOptions
                {
                    Expires = clock.GetUtcNow().AddYears(1),
                    IsEssential = true,
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = Request.IsHttps,
                }
            );
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
