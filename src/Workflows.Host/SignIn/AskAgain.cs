using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Workflows.Host.SignIn;

/// <summary>Asks whoever holds a cookie or token that no longer counts to sign in (401), rather than telling them that they may
/// not (403).</summary>
internal sealed class AskAgain : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result
    )
    {
        var nobody = result.Forbidden && context.User.Identities.All(i => !i.IsAuthenticated);
        return usual.HandleAsync(next, context, policy, nobody ? PolicyAuthorizationResult.Challenge() : result);
    }
}
