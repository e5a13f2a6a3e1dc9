using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workflows.Cases;
using Workflows.Cases.People;

namespace Workflows.Host.SignIn;

/// <summary>Lets a person in by name and password: with a cookie for pages or a token for the API.</summary>
public sealed class SignInPerson(
    SignInManager<Account> signIn,
    PeopleDirectory directory,
    Attempts attempts,
    IHttpContextAccessor accessor,
    IOptionsMonitor<BearerTokenOptions> tokens,
    TimeProvider clock
)
{
    /// <summary>Signs in the browser.</summary>
    /// <exception cref="RefusedException"><c>signIn.failed</c>, <c>signIn.locked</c> or <c>signIn.tooMany</c>.</exception>
    public async Task<Person> WithCookieAsync(string user, string password, bool remember)
    {
        var (account, person) = await CheckAsync(user, password);
        await signIn.SignInAsync(account, remember);
        return person;
    }

    /// <summary>Issues a token for <c>Authorization: Bearer …</c>.</summary>
    /// <inheritdoc cref="WithCookieAsync" path="/exception"/>
    public async Task<ApiToken> WithTokenAsync(string user, string password)
    {
        var (account, person) = await CheckAsync(user, password);
        var options = tokens.Get(IdentityConstants.BearerScheme);
        var expires = clock.GetUtcNow() + options.BearerTokenExpiration;
        var principal = await signIn.CreateUserPrincipalAsync(account);
        principal.Identities.First().AddClaim(new(Sessions.Claim, Guid.CreateVersion7().ToString()));
        var ticket = new AuthenticationTicket(
            principal,
            new AuthenticationProperties { ExpiresUtc = expires },
            $"{IdentityConstants.BearerScheme}:AccessToken"
        );
        return new ApiToken(options.BearerTokenProtector.Protect(ticket), expires, person, account.MustChangePassword);
    }

    /// <summary>Signs the browser out.</summary>
    public Task OutAsync() => signIn.SignOutAsync();

    private async Task<(Account Account, Person Person)> CheckAsync(string user, string password)
    {
        var address = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString();
        if (attempts.AreTooMany(address))
            throw new RefusedException("signIn.tooMany") { Kind = RefusalKind.Forbidden };
        var account = await signIn.UserManager.FindByNameAsync(user.Trim());
        if (account is null)
            // As slow as a wrong password, so that names cannot be told apart by time.
            signIn.UserManager.PasswordHasher.HashPassword(new Account { PersonId = Guid.Empty }, password);
        var result = account is null
            ? SignInResult.Failed
            : await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.IsLockedOut)
            throw new RefusedException("signIn.locked") { Kind = RefusalKind.Forbidden };
        if (result.Succeeded && directory.Current.Find(account!.PersonId) is { IsActive: true } person)
            return (account, person);
        attempts.Failed(address);
        throw new RefusedException("signIn.failed") { Kind = RefusalKind.Forbidden };
    }
}

/// <summary>A token, until when it holds and for whom.</summary>
public sealed record ApiToken(string Token, DateTimeOffset ExpiresAt, Person Person, bool MustChangePassword);
