using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>
/// Whether new work is taken over the engine's own doors: the API that starts flows, and their HTTP paths. What the
/// business does, and what the clock brings, is not held up. Kept in the database: it holds for every host.
/// </summary>
internal sealed class RuntimeState(IElsaSession session, TimeProvider clock)
{
    /// <summary>Tells one start of this host from the next.</summary>
    public static string Generation { get; } = Guid.NewGuid().ToString("N");

    public Task<PauseRow?> PauseAsync(CancellationToken stop) =>
        session.Db.Pauses.AsNoTracking().FirstOrDefaultAsync(stop);

    public Task BeginAsync(string? reason, string? by, CancellationToken stop) =>
        session.WriteAsync<object?>(
            async token =>
            {
                if (await PauseAsync(token) is not null)
                    return null;
                session.Db.Pauses.Add(
                    new PauseRow
                    {
                        At = clock.GetUtcNow(),
                        Reason = reason,
                        By = by,
                    }
                );
                await session.Db.SaveChangesAsync(token);
                return null;
            },
            stop
        );

    public Task EndAsync(CancellationToken stop) =>
        session.WriteAsync(token => session.Db.Pauses.ExecuteDeleteAsync(token), stop);

    /// <exception cref="ElsaRefusedException">The runtime is paused.</exception>
    public async Task RequireRunningAsync(CancellationToken stop)
    {
        if (await session.Db.Pauses.AnyAsync(stop))
            throw new ElsaRefusedException(
                HttpStatusCode.ServiceUnavailable,
                "The runtime is paused: no new work is taken at present."
            );
    }
}
