using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.People;

namespace Workflows.Host.SignIn;

/// <summary>Gives a person a password that an administrator hands over and that must be changed at the first sign-in. It is
/// returned once and kept nowhere but as a hash.</summary>
public sealed class OneTimePassword(
    UserManager<Account> accounts,
    PeopleDirectory directory,
    Access access,
    Sessions sessions
)
{
    // Without signs that are mistaken for each other when read out.
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 16;

    /// <summary>Ends every cookie and token of the account; makes the account where there is none yet.</summary>
    /// <exception cref="RefusedException">NotFound; Forbidden to who does not administer.</exception>
    public async Task<string> IssueAsync(Guid personId, Actor actor)
    {
        if (directory.Current.Find(actor.PersonId) is not { } by || !access.MayAdminister(by))
            throw new RefusedException("people.notYours") { Kind = RefusalKind.Forbidden };
        var person =
            directory.Current.Find(personId)
            ?? throw new RefusedException("people.unknown") { Kind = RefusalKind.NotFound };
        var password = RandomNumberGenerator.GetString(Signs, Length);
        var result = await accounts.Users.FirstOrDefaultAsync(a => a.PersonId == personId) is { } account
            ? await ReplaceAsync(account, password)
            : await accounts.CreateAsync(New(person), password);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Code)));
        sessions.Forget();
        return password;
    }

    private Task<IdentityResult> ReplaceAsync(Account account, string password)
    {
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        (account.MustChangePassword, account.LockoutEnd, account.AccessFailedCount) = (true, null, 0);
        return accounts.UpdateSecurityStampAsync(account);
    }

    private static Account New(Person person) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PersonId = person.Id,
            UserName = person.SignInName,
            Email = person.Email,
            LockoutEnabled = true,
            MustChangePassword = true,
        };
}
