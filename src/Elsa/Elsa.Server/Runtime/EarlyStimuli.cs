using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>
/// Keeps what was sent while nobody waited for it, as Elsa does: an event may come before the flow has come to where it
/// waits. The first that waits for it within <see cref="KeptFor"/> gets it.
/// </summary>
internal sealed class EarlyStimuli(
    IElsaSession session,
    IPayloadSerializer json,
    Bursts bursts,
    TimeProvider clock,
    IServiceProvider services
)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    // One request must come to an end, however much a loop finds waiting for it: the sweep goes on with the rest.
    private const int MostAtOnce = 100;

    // What is sent by name from outside. Other bookmarks cost no look: the sweep finds what came early for them.
    private static readonly string[] Awaited = [RuntimeStimulusNames.Event, TaskReporter.TypeName];

    private int _given;

    public async Task KeepAsync(string hash, StimulusMetadata metadata, CancellationToken stop)
    {
        session.Db.EarlyStimuli.Add(
            new EarlyStimulusRow
            {
                Id = Guid.NewGuid().ToString("N"),
                Hash = hash,
                InstanceId = metadata.WorkflowInstanceId,
                BookmarkId = metadata.BookmarkId,
                CorrelationId = metadata.CorrelationId,
                Input = Written(metadata.Input),
                Properties = Written(metadata.Properties),
                CreatedAt = clock.GetUtcNow(),
            }
        );
        await session.Db.SaveChangesAsync(stop);
    }

    /// <summary>Gives the new bookmarks what has come before them, once the burst that created them is done.</summary>
    public async Task GiveAsync(IEnumerable<Bookmark> added, CancellationToken stop)
    {
        var hashes = added.Where(b => Awaited.Contains(b.Name)).Select(b => b.Hash).Distinct();
        var kept = await KeptAsync(hashes, stop);
        if (kept.Length > 0)
            await bursts.FollowAsync(token => GiveAsync(kept, token), stop);
    }

    /// <summary>The hashes of what is kept and awaited all the same.</summary>
    public Task<List<string>> AwaitedAsync(CancellationToken stop) =>
        session
            .Db.EarlyStimuli.Where(early =>
                session.Db.Bookmarks.Any(b =>
                    b.Hash == early.Hash
                    && (early.InstanceId == null || early.InstanceId == b.InstanceId)
                    && (early.BookmarkId == null || early.BookmarkId == b.Id)
                    && (early.CorrelationId == null || early.CorrelationId == b.CorrelationId)
                )
            )
            .Select(early => early.Hash)
            .Distinct()
            .ToListAsync(stop);

    public Task GiveAsync(string hash, CancellationToken stop) =>
        session.WriteAsync<object?>(
            async token =>
            {
                await GiveAsync([hash], token);
                return null;
            },
            stop
        );

    public async Task ForgetAsync(CancellationToken stop)
    {
        var oldest = clock.GetUtcNow() - KeptFor;
        if (await session.Db.EarlyStimuli.AnyAsync(early => early.CreatedAt < oldest, stop))
            await session.WriteAsync(
                token => session.Db.EarlyStimuli.Where(early => early.CreatedAt < oldest).ExecuteDeleteAsync(token),
                stop
            );
    }

    // Almost always nothing came early, and every burst that waits asks: this question is one of the hot statements.
    private async Task<string[]> KeptAsync(IEnumerable<string> hashes, CancellationToken stop)
    {
        var sql = new Sql(session.Db);
        var oldest = clock.GetUtcNow() - KeptFor;
        var kept = new List<string>();
        foreach (var hash in hashes)
        {
            if (await sql.IsKeptAsync(hash, oldest, stop))
                kept.Add(hash);
        }
        return [.. kept];
    }

    private async Task GiveAsync(string[] hashes, CancellationToken stop)
    {
        if (_given >= MostAtOnce)
            return;
        var oldest = clock.GetUtcNow() - KeptFor;
        var kept = await session
            .Db.EarlyStimuli.AsNoTracking()
            .Where(early => hashes.Contains(early.Hash) && early.CreatedAt >= oldest)
            .OrderBy(early => early.CreatedAt)
            .Take(MostAtOnce - _given)
            .ToListAsync(stop);
        // The store and the sender lead back here: resolved when it is time.
        var bookmarks = services.GetRequiredService<IBookmarkStore>();
        var resumption = services.GetRequiredService<Resumption>();
        foreach (var early in kept)
        {
            var waiting = (await bookmarks.FindManyAsync(Filter(early), stop)).ToList();
            if (waiting.Count == 0 || !await TakeAsync(early.Id, stop))
                continue;
            _given++;
            foreach (var bookmark in waiting)
                await resumption.ResumeAsync(bookmark, Read(early.Input), Read(early.Properties), stop);
        }
    }

    // Two hosts may have seen it: one takes it.
    private async Task<bool> TakeAsync(string id, CancellationToken stop) =>
        await session.Db.EarlyStimuli.Where(early => early.Id == id).ExecuteDeleteAsync(stop) == 1;

    private static BookmarkFilter Filter(EarlyStimulusRow early) =>
        new()
        {
            Hash = early.Hash,
            WorkflowInstanceId = early.InstanceId,
            BookmarkId = early.BookmarkId,
            CorrelationId = early.CorrelationId,
        };

    private string? Written(IDictionary<string, object>? values) => values is null ? null : json.Serialize(values);

    private Dictionary<string, object>? Read(string? values) =>
        values is null ? null : json.Deserialize<Dictionary<string, object>>(values);
}
