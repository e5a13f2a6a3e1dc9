using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Host.SignIn.Storage;
using Workflows.Host.Startup;

namespace Workflows.Host.SignIn;

/// <summary>The accounts an installation starts with: everybody of the sample company in the demo, otherwise one
/// administrator from the configuration.</summary>
public static class FirstAccounts
{
    /// <summary>Password of every sample account.</summary>
    public const string SamplePassword = "demo";

    public static Task EnsureAsync(IServiceProvider scope, bool demo, CancellationToken stop) =>
        demo ? EnsureSamplesAsync(scope, stop) : EnsureAdminAsync(scope, stop);

    private static async Task EnsureSamplesAsync(IServiceProvider scope, CancellationToken stop)
    {
        var db = scope.GetRequiredService<SignInDb>();
        var known = await db.Users.Select(a => a.PersonId).ToHashSetAsync(stop);
        var missing = scope.GetRequiredService<PeopleDirectory>().Current.People.Where(p => !known.Contains(p.Id));
        string? hash = null;
        foreach (var person in missing)
        {
            var account = New(person, scope, sample: true);
            // They share the password, so they may share its slow hash: the first start is seconds faster.
            account.PasswordHash = hash ??= Hasher(scope).HashPassword(account, SamplePassword);
            db.Users.Add(account);
        }
        await db.SaveChangesAsync(stop);
    }

    private static async Task EnsureAdminAsync(IServiceProvider scope, CancellationToken stop)
    {
        var db = scope.GetRequiredService<SignInDb>();
        // A database that once ran the demo must not let anybody in with its well-known password.
        await db.Users.Where(a => a.IsSample).ExecuteDeleteAsync(stop);
        if (await db.Users.AnyAsync(stop))
            return;
        var admin = scope.GetRequiredService<IConfiguration>().GetSection("Admin");
        if (admin["SignInName"] is not { Length: > 0 } name || admin["Password"] is not { Length: > 0 } password)
            throw new CannotStartException(
                "Nobody can sign in yet: set Admin__SignInName and Admin__Password for the first administrator, who "
                    + "must change the password at the first sign-in. (To try the product with sample accounts, set Demo=true.)"
            );
        var person = await FindOrAddAsync(scope, name.Trim().ToLowerInvariant(), admin, stop);
        var account = New(person, scope, sample: false);
        account.MustChangePassword = true;
        var result = await scope.GetRequiredService<UserManager<Account>>().CreateAsync(account, password);
        if (!result.Succeeded)
            throw new CannotStartException(
                "Admin__Password is too weak: "
                    + string.Join(" ", result.Errors.Select(e => e.Description))
                    + " Choose a longer one."
            );
    }

    private static async Task<Person> FindOrAddAsync(
        IServiceProvider scope,
        string name,
        IConfigurationSection admin,
        CancellationToken stop
    )
    {
        var directory = scope.GetRequiredService<PeopleDirectory>();
        var unit = scope.GetRequiredService<UnitOfWork>();
        var db = scope.GetRequiredService<CasesDb>();
        await unit.RunAsync(
            async token =>
            {
                var person = await db
                    .People.Include(p => p.Roles)
                    .FirstOrDefaultAsync(p => p.SignInName == name, token);
                if (person is null)
                {
                    person = new Person
                    {
                        SignInName = name,
                        Name = admin["Name"] ?? name,
                        Email = admin["Email"] ?? "",
                        DepartmentKey = "",
                    };
                    db.People.Add(person);
                }
                if (!person.Roles.Exists(r => r.RoleKey == "admin"))
                    person.Roles.Add(new PersonRole { PersonId = person.Id, RoleKey = "admin" });
                await scope.GetRequiredService<PeopleHistory>().RecordAsync(person, Guid.Empty, token);
            },
            stop
        );
        await directory.RefreshAsync(stop);
        return directory.Current.Find(name)!;
    }

    private static Account New(Person person, IServiceProvider scope, bool sample) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PersonId = person.Id,
            IsSample = sample,
            UserName = person.SignInName,
            NormalizedUserName = scope.GetRequiredService<ILookupNormalizer>().NormalizeName(person.SignInName),
            Email = person.Email,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };

    private static IPasswordHasher<Account> Hasher(IServiceProvider scope) =>
        scope.GetRequiredService<IPasswordHasher<Account>>();
}
