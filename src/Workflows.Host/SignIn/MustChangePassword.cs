using Workflows.Cases;

namespace Workflows.Host.SignIn;

/// <summary>Lets an account whose password somebody else chose do nothing but change it.</summary>
public sealed class MustChangePassword(RequestDelegate next)
{
    /// <summary>Claim that marks such an account.</summary>
    public const string Claim = "must-change-password";

    /// <summary>The page where it is changed.</summary>
    public const string Page = "/account/password";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.User.HasClaim(c => c.Type == Claim) || IsOpen(context.Request.Path))
            return next(context);
        if (context.Request.Path.IsApi())
            throw new RefusedException("signIn.mustChangePassword") { Kind = RefusalKind.Forbidden };
        context.Response.Redirect(Page);
        return Task.CompletedTask;
    }

    private static bool IsOpen(PathString path) =>
        path.IsUnder("/account") || path.IsUnder("/api/session") || Path.HasExtension(path);
}
