using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;

namespace Workflows.Cases.Outbox;

/// <summary>What the mail sender does with the outbox. Any number of hosts may take mails at once; each mail is with one of
/// them until it is marked, or its lease ends because the host died.</summary>
public sealed class OutboxQueue(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    Access access,
    Wakeups wakeups,
    TimeProvider clock
)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Pauses after the first, second … failure; after the last the mail is given up and shown to administrators.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(3),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    /// <summary>Takes mails that are to go now, the oldest first. Those whose task is over meanwhile are dropped instead.</summary>
    public async Task<IReadOnlyList<OutboxMail>> TakeAsync(int most, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        // Most of the time nothing waits: then no write transaction is begun.
        var waiting = db.Outbox.Where(m =>
            m.Status == MailStatus.Waiting && m.NextAttemptAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now)
        );
        return await waiting.AnyAsync(stop) ? await unit.RunAsync(token => LeaseAsync(most, now, token), stop) : [];
    }

    /// <summary>When the next mail is to go that waits for its next attempt; null when none does.</summary>
    public async Task<DateTimeOffset?> NextAttemptAsync(CancellationToken stop) =>
        await db
            .Outbox.Where(m => m.Status == MailStatus.Waiting)
            .OrderBy(m => m.NextAttemptAt)
            .Select(m => (DateTimeOffset?)m.NextAttemptAt)
            .FirstOrDefaultAsync(stop);

    public Task MarkSentAsync(IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return unit.RunAsync(
            token =>
                db.Outbox.Where(m => ids.Contains(m.Id))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(m => m.Status, MailStatus.Sent)
                                .SetProperty(m => m.SentAt, now)
                                .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                                .SetProperty(m => m.LastError, (string?)null)
                                .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null),
                        token
                    ),
            stop
        );
    }

    /// <summary>Puts the mail back for a later attempt, or gives it up after the last.</summary>
    /// <param name="forGood">Whether trying again is pointless, as with an address that the server refuses.</param>
    public Task MarkFailedAsync(Guid id, string error, bool forGood, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                if (await db.Outbox.FindAsync([id], token) is not { Status: MailStatus.Waiting } mail)
                    return;
                mail.LastError = error;
                mail.LeasedUntil = null;
                if (forGood || mail.Attempts >= Pauses.Length)
                    mail.Status = MailStatus.Failed;
                else
                    mail.NextAttemptAt = clock.GetUtcNow() + Pauses[mail.Attempts];
                mail.Attempts++;
            },
            stop
        );

    /// <summary>The outbox for administrators, newest first.</summary>
    public async Task<PageOf<OutboxMail>> ListAsync(MailStatus? status, Paging paging, CancellationToken stop)
    {
        var mails = db.Outbox.AsNoTracking().Where(m => status == null || m.Status == status);
        var items = await mails
            .OrderByDescending(m => m.CreatedAt)
            .ThenByDescending(m => m.Id)
            .Skip(paging.Skip)
            .Take(paging.Size)
            .ToListAsync(stop);
        return new PageOf<OutboxMail>(items, await mails.CountAsync(stop), paging);
    }

    /// <summary>Lets a mail that was given up go again.</summary>
    /// <exception cref="RefusedException">Forbidden to others than administrators; Conflict unless it was given up.</exception>
    public Task SendAgainAsync(Guid id, Actor actor, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                if (directory.Current.Find(actor.PersonId) is not { } person || !access.MayRepair(person))
                    throw new RefusedException("mail.notYours") { Kind = RefusalKind.Forbidden };
                var mail =
                    await db.Outbox.FindAsync([id], token)
                    ?? throw new RefusedException("mail.unknown", id) { Kind = RefusalKind.NotFound };
                if (mail.Status != MailStatus.Failed)
                    throw new RefusedException("mail.notFailed") { Kind = RefusalKind.Conflict };
                mail.Status = MailStatus.Waiting;
                mail.Attempts = 0;
                mail.NextAttemptAt = clock.GetUtcNow();
                unit.AfterCommit(wakeups.MailWaits);
            },
            stop
        );

    private async Task<IReadOnlyList<OutboxMail>> LeaseAsync(int most, DateTimeOffset now, CancellationToken stop)
    {
        var mails = await LockAsync(most, now, stop);
        var tasks = mails.Select(m => m.TaskId).OfType<Guid>().Distinct().ToList();
        var open = await db
            .Tasks.Where(t => tasks.Contains(t.Id) && t.Status == Tasks.TaskStatus.Open)
            .Select(t => t.Id)
            .ToHashSetAsync(stop);
        foreach (var mail in mails)
            if (mail.TaskId is { } task && !open.Contains(task))
                mail.Status = MailStatus.Dropped;
            else
                mail.LeasedUntil = now + Lease;
        return [.. mails.Where(m => m.Status == MailStatus.Waiting)];
    }

    private async Task<List<OutboxMail>> LockAsync(int most, DateTimeOffset now, CancellationToken stop) =>
        db.Database.IsNpgsql()
            ? await db
                .Outbox.FromSql(
                    $"""
                    SELECT * FROM "Outbox"
                    WHERE "Status" = 'Waiting' AND "NextAttemptAt" <= {now} AND ("LeasedUntil" IS NULL OR "LeasedUntil" <= {now})
                    ORDER BY "NextAttemptAt", "Id" LIMIT {most} FOR UPDATE SKIP LOCKED
                    """
                )
                .ToListAsync(stop)
            : await db
                .Outbox.Where(m =>
                    m.Status == MailStatus.Waiting
                    && m.NextAttemptAt <= now
                    && (m.LeasedUntil == null || m.LeasedUntil <= now)
                )
                .OrderBy(m => m.NextAttemptAt)
                .ThenBy(m => m.Id)
                .Take(most)
                .ToListAsync(stop);
}
