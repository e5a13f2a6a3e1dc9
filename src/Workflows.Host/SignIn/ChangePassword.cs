using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Workflows.Cases;

namespace Workflows.Host.SignIn;

/// <summary>Changes the password of whoever is signed in. Every other cookie and token of the account ends with it.</summary>
public sealed class ChangePassword(SignInManager<Account> signIn, IHttpContextAccessor accessor, Sessions sessions)
{
    /// <exception cref="RefusedException">With an error at <c>/current</c> or <c>/new</c>.</exception>
    public async Task RunAsync(string current, string wanted)
    {
        var account =
            await signIn.UserManager.GetUserAsync(accessor.HttpContext!.User)
            ?? throw new RefusedException("signIn.required") { Kind = RefusalKind.Forbidden };
        if (current == wanted)
            throw Refused("/new", "field.samePassword");
        // Looked up before: with the old password the cookie ends too.
        var cookie = await accessor.HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        // Set before, saved together with the new password.
        account.MustChangePassword = false;
        var result = await signIn.UserManager.ChangePasswordAsync(account, current, wanted);
        sessions.Forget();
        if (result.Succeeded)
        {
            // A token cannot be renewed in place; whoever uses one signs in anew.
            if (cookie.Properties is { IsPersistent: var stays })
                await signIn.SignInAsync(account, stays);
            return;
        }
        var wrong = result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
        throw wrong
            ? Refused("/current", "field.wrongPassword")
            : Refused("/new", "field.weakPassword", signIn.UserManager.Options.Password.RequiredLength);
    }

    private static RefusedException Refused(string path, string code, params object[] values) =>
        new("invalid") { Fields = [new FieldError(path, code, values)] };
}
