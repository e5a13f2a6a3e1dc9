using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.SignIn.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Which cookies and tokens still count: the account exists, its password is the one signed in with, and nobody
/// signed the token out. Looked up in a copy that is at most half a minute old, so that a request costs no query.</summary>
public sealed class Sessions(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    /// <summary>Claim with the id of a token's session; cookies have none, the browser forgets them.</summary>
    public const string Claim = "session";

    /// <summary>Claim with the account's security stamp, as ASP.NET Core Identity writes it.</summary>
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim reading = new(1, 1);
    private Copy? copy;

    /// <summary>The account behind the principal, or null when it no longer counts.</summary>
    public async ValueTask<AccountState?> FindAsync(ClaimsPrincipal principal, CancellationToken stop)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return null;
        var now = await CurrentAsync(stop);
        if (!now.Accounts.TryGetValue(id, out var account) || account.Stamp != principal.FindFirstValue(StampClaim))
            return null;
        return Guid.TryParse(principal.FindFirstValue(Claim), out var session) && now.Ended.Contains(session)
            ? null
            : account;
    }

    /// <summary>Signs a token out, here at once and on other hosts within half a minute.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, DateTimeOffset expiresAt, CancellationToken stop)
    {
        if (!Guid.TryParse(principal.FindFirstValue(Claim), out var session))
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SignInDb>();
        var now = clock.GetUtcNow().UtcDateTime;
        await db.EndedSessions.Where(e => e.ExpiresAtUtc < now).ExecuteDeleteAsync(stop);
        if (!await db.EndedSessions.AnyAsync(e => e.Id == session, stop))
            db.EndedSessions.Add(new EndedSession { Id = session, ExpiresAtUtc = expiresAt.UtcDateTime });
        await db.SaveChangesAsync(stop);
        Forget();
    }

    /// <summary>Reads anew with the next request: an account was added or changed here.</summary>
    public void Forget() => Volatile.Write(ref copy, null);

    private async ValueTask<Copy> CurrentAsync(CancellationToken stop)
    {
        if (Volatile.Read(ref copy) is { } known && clock.GetElapsedTime(known.ReadAt) < Fresh)
            return known;
        await reading.WaitAsync(stop);
        try
        {
            if (Volatile.Read(ref copy) is { } meanwhile && clock.GetElapsedTime(meanwhile.ReadAt) < Fresh)
                return meanwhile;
            var read = await ReadAsync(stop);
            Volatile.Write(ref copy, read);
            return read;
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<Copy> ReadAsync(CancellationToken stop)
    {
        var at = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SignInDb>();
        var accounts = await db
            .Users.Select(a => new AccountState(a.Id, a.SecurityStamp, a.MustChangePassword))
            .ToListAsync(stop);
        var ended = await db.EndedSessions.Select(e => e.Id).ToListAsync(stop);
        return new Copy(at, accounts.ToFrozenDictionary(a => a.Id), ended.ToFrozenSet());
    }

    public void Dispose() => reading.Dispose();

    private sealed record Copy(long ReadAt, FrozenDictionary<Guid, AccountState> Accounts, FrozenSet<Guid> Ended);
}

/// <summary>What every request must know of an account.</summary>
public sealed record AccountState(Guid Id, string? Stamp, bool MustChangePassword);
