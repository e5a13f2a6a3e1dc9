using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Workflows.Cases.People;

namespace Workflows.Host.SignIn;

/// <summary>Checks with every request that the cookie or token still counts, and adds the person's roles as they are now:
/// a person who left, a role taken away or a token signed out takes effect at once, not when the cookie ends.</summary>
public sealed class StillSignedIn(Sessions sessions, PeopleDirectory directory) : IClaimsTransformation
{
    /// <summary>Claim with <see cref="Person.SessionsEnded"/> as it was at the sign-in.</summary>
    public const string EndedClaim = "sessions-ended";

    private const string Kind = "current";

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identities.Any(i => i.AuthenticationType == Kind))
            return principal;
        if (!Guid.TryParse(principal.FindFirstValue(CurrentPerson.Claim), out var id))
            return Nobody();
        if (directory.Current.Find(id) is not { IsActive: true } person)
            return Nobody();
        // Who left and came back signs in anew.
        if (EndedWhenSignedIn(principal) != person.SessionsEnded)
            return Nobody();
        if (await sessions.FindAsync(principal, CancellationToken.None) is not { } account)
            return Nobody();
        var current = new ClaimsIdentity(Kind);
        current.AddClaims(person.Roles.Select(r => new Claim(current.RoleClaimType, r.RoleKey)));
        // Who came by way of a provider has typed no password, and need not know any.
        if (account.MustChangePassword && !principal.HasClaim(c => c.Type == OpenIdSignIn.Claim))
            current.AddClaim(new Claim(MustChangePassword.Claim, "true"));
        var known = principal.Clone();
        known.AddIdentity(current);
        return known;
    }

    private static int EndedWhenSignedIn(ClaimsPrincipal principal) =>
        int.TryParse(principal.FindFirstValue(EndedClaim), CultureInfo.InvariantCulture, out var ended) ? ended : 0;

    private static ClaimsPrincipal Nobody() => new(new ClaimsIdentity());
}
