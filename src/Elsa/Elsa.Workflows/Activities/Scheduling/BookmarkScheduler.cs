using Elsa.Expressions.Helpers;
using Elsa.Scheduling;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;

namespace Workflows.Engine.Scheduling;

/// <inheritdoc />
internal sealed class BookmarkScheduler(IWorkflowScheduler scheduler) : IBookmarkScheduler
{
    public async Task ScheduleAsync(
        string workflowInstanceId,
        IEnumerable<Bookmark> bookmarks,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var bookmark in bookmarks)
            await ScheduleAsync(workflowInstanceId, bookmark.Id, bookmark.Name, bookmark.Payload, cancellationToken);
    }

    public async Task ScheduleAsync(
        IEnumerable<StoredBookmark> bookmarks,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var bookmark in bookmarks)
            await ScheduleAsync(
                bookmark.WorkflowInstanceId,
                bookmark.Id,
                bookmark.Name,
                bookmark.Payload,
                cancellationToken
            );
    }

    private async Task ScheduleAsync(
        string instance,
        string bookmark,
        string name,
        object? payload,
        CancellationToken stop
    )
    {
        if (DueOf(name, payload) is not { } due)
            return;
        var request = new ScheduleExistingWorkflowInstanceRequest
        {
            WorkflowInstanceId = instance,
            BookmarkId = bookmark,
        };
        await scheduler.ScheduleAtAsync(bookmark, request, due, stop);
    }

    /// <summary>A bookmark waits once, so a cron bookmark too has one time; a wait for anything else has none.</summary>
    private static DateTimeOffset? DueOf(string name, object? payload) =>
        name switch
        {
            SchedulingStimulusNames.Delay => payload.ConvertTo<DelayPayload>()?.ResumeAt,
            SchedulingStimulusNames.StartAt => payload.ConvertTo<StartAtPayload>()?.ExecuteAt,
            SchedulingStimulusNames.Timer => payload.ConvertTo<TimerBookmarkPayload>()?.ResumeAt,
            SchedulingStimulusNames.Cron => payload.ConvertTo<CronBookmarkPayload>()?.ExecuteAt,
            _ => null,
        };

    public async Task UnscheduleAsync(IEnumerable<Bookmark> bookmarks, CancellationToken cancellationToken = default)
    {
        foreach (var bookmark in bookmarks.Where(b => IsTimed(b.Name)))
            await scheduler.UnscheduleAsync(bookmark.Id, cancellationToken);
    }

    public async Task UnscheduleAsync(
        IEnumerable<StoredBookmark> bookmarks,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var bookmark in bookmarks.Where(b => IsTimed(b.Name)))
            await scheduler.UnscheduleAsync(bookmark.Id, cancellationToken);
    }

    private static bool IsTimed(string name) =>
        name
            is SchedulingStimulusNames.Delay
                or SchedulingStimulusNames.StartAt
                or SchedulingStimulusNames.Timer
                or SchedulingStimulusNames.Cron;
}
