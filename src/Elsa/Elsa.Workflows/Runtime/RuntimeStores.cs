using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;

namespace Elsa.Workflows.Runtime;

/// <summary>Where instances wait. Written only by the runtime, together with the instance.</summary>
public interface IBookmarkStore
{
    ValueTask<StoredBookmark?> FindAsync(BookmarkFilter filter, CancellationToken cancellationToken = default);
    ValueTask<IEnumerable<StoredBookmark>> FindManyAsync(
        BookmarkFilter filter,
        CancellationToken cancellationToken = default
    );
}

/// <summary>What starts published definitions.</summary>
public interface ITriggerStore
{
    ValueTask<StoredTrigger?> FindAsync(TriggerFilter filter, CancellationToken cancellationToken = default);
    ValueTask<IEnumerable<StoredTrigger>> FindManyAsync(
        TriggerFilter filter,
        CancellationToken cancellationToken = default
    );
}
