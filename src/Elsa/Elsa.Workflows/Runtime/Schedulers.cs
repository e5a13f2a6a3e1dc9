using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Scheduling;

/// <summary>Sets and clears the alarms of bookmarks that wait for a time; called in the transaction that writes them.</summary>
public interface IBookmarkScheduler
{
    Task ScheduleAsync(
        string workflowInstanceId,
        IEnumerable<Bookmark> bookmarks,
        CancellationToken cancellationToken = default
    );
    Task ScheduleAsync(IEnumerable<StoredBookmark> bookmarks, CancellationToken cancellationToken = default);
    Task UnscheduleAsync(IEnumerable<Bookmark> bookmarks, CancellationToken cancellationToken = default);
    Task UnscheduleAsync(IEnumerable<StoredBookmark> bookmarks, CancellationToken cancellationToken = default);
}

/// <summary>The same for what starts a published definition at a time.</summary>
public interface ITriggerScheduler
{
    Task ScheduleAsync(IEnumerable<StoredTrigger> triggers, CancellationToken cancellationToken = default);
    Task UnscheduleAsync(IEnumerable<StoredTrigger> triggers, CancellationToken cancellationToken = default);
}
