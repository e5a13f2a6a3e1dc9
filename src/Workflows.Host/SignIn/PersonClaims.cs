using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workflows.Cases.People;

namespace Workflows.Host.SignIn;

/// <summary>Puts the person's id into cookies and tokens.</summary>
internal sealed class PersonClaims(
    UserManager<Account> accounts,
    IOptions<IdentityOptions> options,
    PeopleDirectory directory
) : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(CurrentPerson.Claim, user.PersonId.ToString()));
        var ended = directory.Current.Find(user.PersonId)?.SessionsEnded ?? 0;
        identity.AddClaim(new Claim(StillSignedIn.EndedClaim, ended.ToString(CultureInfo.InvariantCulture)));
        return identity;
    }
}
