using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

internal sealed class BookmarkStore(IElsaSession session, IPayloadSerializer json) : IBookmarkStore
{
    public async ValueTask<StoredBookmark?> FindAsync(
        BookmarkFilter filter,
        CancellationToken cancellationToken = default
    ) => await Where(filter).FirstOrDefaultAsync(cancellationToken) is { } row ? Stored.Bookmark(row, json) : null;

    public async ValueTask<IEnumerable<StoredBookmark>> FindManyAsync(
        BookmarkFilter filter,
        CancellationToken cancellationToken = default
    ) =>
        (await Where(filter).OrderBy(b => b.CreatedAt).ToListAsync(cancellationToken))
            .Select(row => Stored.Bookmark(row, json))
            .ToList();

    private IQueryable<BookmarkRow> Where(BookmarkFilter filter)
    {
        var rows = session.Db.Bookmarks.AsNoTracking();
        if (filter.BookmarkId is { } id)
            rows = rows.Where(b => b.Id == id);
        if (filter.BookmarkIds is { } ids)
            rows = rows.Where(b => ids.Contains(b.Id));
        if (filter.WorkflowInstanceId is { } instance)
            rows = rows.Where(b => b.InstanceId == instance);
        if (filter.WorkflowInstanceIds is { } instances)
            rows = rows.Where(b => instances.Contains(b.InstanceId));
        if (filter.Hash is { } hash)
            rows = rows.Where(b => b.Hash == hash);
        if (filter.Hashes is { } hashes)
            rows = rows.Where(b => hashes.Contains(b.Hash));
        if (filter.CorrelationId is { } correlation)
            rows = rows.Where(b => b.CorrelationId == correlation);
        if (filter.Name is { } name)
            rows = rows.Where(b => b.Name == name);
        if (filter.Names is { } names)
            rows = rows.Where(b => names.Contains(b.Name));
        if (filter.ActivityInstanceId is { } activity)
            rows = rows.Where(b => b.ActivityInstanceId == activity);
        return rows;
    }
}

internal sealed class TriggerStore(IElsaSession session, IPayloadSerializer json) : ITriggerStore
{
    public async ValueTask<StoredTrigger?> FindAsync(
        TriggerFilter filter,
        CancellationToken cancellationToken = default
    ) => await Where(filter).FirstOrDefaultAsync(cancellationToken) is { } row ? Stored.Trigger(row, json) : null;

    public async ValueTask<IEnumerable<StoredTrigger>> FindManyAsync(
        TriggerFilter filter,
        CancellationToken cancellationToken = default
    ) => (await Where(filter).ToListAsync(cancellationToken)).Select(row => Stored.Trigger(row, json)).ToList();

    private IQueryable<TriggerRow> Where(TriggerFilter filter)
    {
        var rows = session.Db.Triggers.AsNoTracking();
        if (filter.Id is { } id)
            rows = rows.Where(t => t.Id == id);
        if (filter.Ids is { } ids)
            rows = rows.Where(t => ids.Contains(t.Id));
        if (filter.WorkflowDefinitionId is { } definition)
            rows = rows.Where(t => t.DefinitionId == definition);
        if (filter.WorkflowDefinitionIds is { } definitions)
            rows = rows.Where(t => definitions.Contains(t.DefinitionId));
        if (filter.WorkflowDefinitionVersionId is { } version)
            rows = rows.Where(t => t.DefinitionVersionId == version);
        if (filter.WorkflowDefinitionVersionIds is { } versions)
            rows = rows.Where(t => versions.Contains(t.DefinitionVersionId));
        if (filter.Name is { } name)
            rows = rows.Where(t => t.Name == name);
        if (filter.Names is { } names)
            rows = rows.Where(t => names.Contains(t.Name));
        if (filter.Hash is { } hash)
            rows = rows.Where(t => t.Hash == hash);
        return rows;
    }
}
