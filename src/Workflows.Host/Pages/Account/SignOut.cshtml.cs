using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>Ends the browser's session; a link alone does not.</summary>
[AllowAnonymous]
public sealed class SignOutPage(SignInPerson signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        var byProvider = User.HasClaim(c => c.Type == OpenIdSignIn.Claim);
        await signIn.OutAsync();
        return LocalRedirect(byProvider ? "/account/sign-in?signedOut=true" : "/account/sign-in");
    }
}
