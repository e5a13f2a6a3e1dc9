using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Workflows.Cases.People;

namespace Workflows.Host.SignIn;

/// <summary>Signs in whom an OpenID provider names: authorization code with PKCE. It lets in people who are in the directory
/// and active; nobody is added because a provider knows them.</summary>
public static class OpenIdSignIn
{
    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "OpenIdConnect";

    /// <summary>Claim of a cookie that came about this way.</summary>
    public const string Claim = "open-id";

    public static AuthenticationBuilder AddOpenId(this AuthenticationBuilder builder, OpenIdSettings settings)
    {
        builder.Services.AddScoped<OpenIdPeople>();
        return builder.AddOpenIdConnect(Scheme, settings.Name, options => Set(options, settings));
    }

    private static void Set(OpenIdConnectOptions options, OpenIdSettings settings)
    {
        options.Authority = settings.Authority.ToString();
        (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        options.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
        options.SignInScheme = options.SignOutScheme = IdentityConstants.ApplicationScheme;
        options.CallbackPath = "/account/open-id/callback";
        options.SignedOutCallbackPath = "/account/open-id/signed-out";
        options.SignedOutRedirectUri = "/account/sign-in";
        options.RemoteSignOutPath = PathString.Empty;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Not a form sent by another site, for which cookies would have to be open to all sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.Scope.Add("email");
        foreach (var claim in new[] { settings.Claim, "email_verified" }.Distinct())
            options.ClaimActions.MapJsonKey(claim, claim);
        options.Events.OnTicketReceived = ReceiveAsync;
        options.Events.OnRemoteFailure = FailAsync;
        options.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.ClientId = settings.ClientId;
            return Task.CompletedTask;
        };
    }

    private static async Task ReceiveAsync(TicketReceivedContext context)
    {
        var people = context.HttpContext.RequestServices.GetRequiredService<OpenIdPeople>();
        if (!await people.SignInAsync(context.Principal!))
        {
            await RefuseAsync(context, "unknown");
            return;
        }
        context.Response.Redirect(context.ReturnUri ?? "/");
        context.HandleResponse();
    }

    // Whoever installs this reads here why: the page that the person sees only says that it did not work.
    private static Task FailAsync(RemoteFailureContext context)
    {
        context
            .HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdPeople>>()
            .LogWarning(context.Failure, "Sign-in with the OpenID provider was not completed");
        return RefuseAsync(context, "failed");
    }

    private static Task RefuseAsync<T>(HandleRequestContext<T> context, string why)
        where T : AuthenticationSchemeOptions
    {
        context.Response.Redirect($"/account/open-id/refused?why={why}");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}

/// <summary>Finds the person whom a provider means, and signs them in here.</summary>
public sealed class OpenIdPeople(
    OpenIdSettings settings,
    PeopleDirectory directory,
    SignInManager<Account> signIn,
    Sessions sessions,
    ILogger<OpenIdPeople> log
)
{
    /// <returns>False, with nothing changed, for who is unknown or inactive.</returns>
    public async Task<bool> SignInAsync(ClaimsPrincipal named)
    {
        if (Find(named) is not { } person)
        {
            log.LogWarning(
                "OpenID Connect named {Claim} '{Value}', who is nobody active in the directory",
                settings.Claim,
                named.FindFirstValue(settings.Claim)
            );
            return false;
        }
        var account = await AccountOfAsync(person);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new Claim(OpenIdSignIn.Claim, "true")]);
        return true;
    }

    private Person? Find(ClaimsPrincipal named)
    {
        if (named.FindFirstValue(settings.Claim)?.Trim() is not { Length: > 0 } value)
            return null;
        var people = directory.Current;
        if (settings.Claim != OpenIdSettings.EmailClaim)
            return people.Find(value) is { IsActive: true } person ? person : null;
        // An address that the provider did not check could be anybody's; one that two people share names neither.
        if (
            named.FindFirstValue("email_verified") is { } checkedIt
            && !bool.TrueString.Equals(checkedIt, StringComparison.OrdinalIgnoreCase)
        )
            return null;
        var having = people.People.Where(p => p.IsActive && p.Email.Equals(value, StringComparison.OrdinalIgnoreCase));
        return having.Take(2).ToList() is [var only] ? only : null;
    }

    // The person exists; only the right to sign in may be missing. Without a password there is no other way in.
    private async Task<Account> AccountOfAsync(Person person)
    {
        if (await signIn.UserManager.Users.FirstOrDefaultAsync(a => a.PersonId == person.Id) is { } known)
            return known;
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            PersonId = person.Id,
            UserName = person.SignInName,
            Email = person.Email,
            LockoutEnabled = true,
        };
        var result = await signIn.UserManager.CreateAsync(account);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Code)));
        sessions.Forget();
        return account;
    }
}
