using Elsa.Mediator.Contracts;
using Elsa.Scheduling;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>
/// Reads instances under lock and writes what a burst changed: one statement each for the instance, the journal page,
/// and every bookmark that came or went, sent together.
/// </summary>
internal sealed class InstanceWriter(
    IElsaSession session,
    IWorkflowStateSerializer states,
    IPayloadSerializer payloads,
    JournalWriter journal,
    Children children,
    EarlyStimuli early,
    RecordingChoices recording,
    LiveUpdates live,
    INotificationSender notices,
    IServiceProvider services
)
{
    /// <summary>Reads and locks; only inside a write.</summary>
    public Task<Found?> ReadAsync(string id, CancellationToken stop) => ReadAsync(id, forUpdate: true, stop);

    /// <summary>Reads without locking.</summary>
    public Task<Found?> PeekAsync(string id, CancellationToken stop) => ReadAsync(id, forUpdate: false, stop);

    public async Task WriteAsync(InstanceRow? before, RunWorkflowResult burst, CancellationToken stop)
    {
        var context = burst.WorkflowExecutionContext;
        var state = burst.WorkflowState;
        var mustTell = Children.MustTell(state);
        var row = ToRow(before, state);
        var sql = new Sql(session.Db);
        sql.Write(row);
        await recording.ComputeAsync(context);
        if (journal.Page(row.Revision, context) is { } page)
            sql.Write(page);
        var (added, removed) = Changes(context, state);
        Write(sql, state, added, removed);
        await sql.SendAsync(stop);
        await ScheduleAsync(state.Id, added, removed, stop);
        var touched = journal.Settle(context);
        await AnnounceAsync(context, state, row, added, removed, stop);
        foreach (var call in added.Where(b => b.Name == HttpCall.BookmarkName).Select(b => b.Id))
            session.AfterCommit(() => services.GetRequiredService<OutgoingCalls>().Wake(call));
        if (mustTell)
            await children.TellParentAsync(state, stop);
        await early.GiveAsync(added, stop);
        live.Changed(session, state.Id, touched);
    }

    /// <summary>Writes a state that no burst led to: a new instance that does not run yet, an imported or altered one.</summary>
    public async Task WriteStateAsync(InstanceRow? before, WorkflowState state, CancellationToken stop)
    {
        var sql = new Sql(session.Db);
        sql.Write(ToRow(before, state));
        if (before is null)
            Write(sql, state, state.Bookmarks, []);
        await sql.SendAsync(stop);
        if (before is null)
            await ScheduleAsync(state.Id, state.Bookmarks, [], stop);
        live.Changed(session, state.Id, []);
    }

    private async Task<Found?> ReadAsync(string id, bool forUpdate, CancellationToken stop)
    {
        var row = await new Sql(session.Db).ReadInstanceAsync(id, forUpdate, stop);
        return row is null ? null : new Found(row, StateOf(row));
    }

    private WorkflowState StateOf(InstanceRow row) =>
        states.Deserialize(System.Text.Encoding.UTF8.GetString(Packing.Unpack(row.State)));

    private InstanceRow ToRow(InstanceRow? before, WorkflowState state) =>
        new()
        {
            Id = state.Id,
            DefinitionId = state.DefinitionId,
            DefinitionVersionId = state.DefinitionVersionId,
            Version = state.DefinitionVersion,
            ParentId = state.ParentWorkflowInstanceId,
            Name = state.Name,
            CorrelationId = state.CorrelationId,
            Status = (int)state.Status,
            SubStatus = (int)state.SubStatus,
            IncidentCount = state.Incidents.Count,
            IsExecuting = state.IsExecuting,
            IsSystem = state.IsSystem,
            CreatedAt = state.CreatedAt,
            UpdatedAt = state.UpdatedAt,
            FinishedAt = state.FinishedAt,
            Revision = (before?.Revision ?? 0) + 1,
            State = Packing.Pack(states.SerializeToUtfBytes(state)),
        };

    private static (ICollection<Bookmark> Added, ICollection<Bookmark> Removed) Changes(
        WorkflowExecutionContext context,
        WorkflowState state
    )
    {
        var before = context.OriginalBookmarks.Select(b => b.Id).ToHashSet();
        var after = state.Bookmarks.Select(b => b.Id).ToHashSet();
        return (
            state.Bookmarks.Where(b => !before.Contains(b.Id)).ToList(),
            context.OriginalBookmarks.Where(b => !after.Contains(b.Id)).ToList()
        );
    }

    private void Write(Sql sql, WorkflowState state, ICollection<Bookmark> added, ICollection<Bookmark> removed)
    {
        foreach (var bookmark in removed)
            sql.DeleteBookmark(bookmark.Id);
        foreach (var bookmark in added)
        {
            sql.Write(
                new BookmarkRow
                {
                    Id = bookmark.Id,
                    InstanceId = state.Id,
                    ActivityInstanceId = bookmark.ActivityInstanceId,
                    Name = bookmark.Name,
                    Hash = bookmark.Hash,
                    CorrelationId = state.CorrelationId,
                    CreatedAt = bookmark.CreatedAt,
                    Payload = bookmark.Payload is { } payload ? payloads.Serialize(payload) : null,
                    Metadata = bookmark.Metadata is { } metadata
                        ? System.Text.Json.JsonSerializer.Serialize(metadata, ElsaJson.Plain)
                        : null,
                }
            );
        }
    }

    private async Task ScheduleAsync(
        string instanceId,
        ICollection<Bookmark> added,
        ICollection<Bookmark> removed,
        CancellationToken stop
    )
    {
        if (added.Count + removed.Count == 0 || services.GetService<IBookmarkScheduler>() is not { } scheduler)
            return;
        if (removed.Count > 0)
            await scheduler.UnscheduleAsync(removed, stop);
        if (added.Count > 0)
            await scheduler.ScheduleAsync(instanceId, added, stop);
    }

    private async Task AnnounceAsync(
        WorkflowExecutionContext context,
        WorkflowState state,
        InstanceRow row,
        ICollection<Bookmark> added,
        ICollection<Bookmark> removed,
        CancellationToken stop
    )
    {
        var unchanged = state.Bookmarks.Where(b => !added.Contains(b)).ToList();
        var indexed = new IndexedWorkflowBookmarks(context, added, removed, unchanged);
        var instance = Instances.Entity(row, state);
        await notices.SendAsync(new WorkflowBookmarksIndexed(indexed), stop);
        await notices.SendAsync(new WorkflowInstanceSaved(instance), stop);
        await notices.SendAsync(new WorkflowStateCommitted(context, state, instance), stop);
    }

    /// <summary>An instance as it was read.</summary>
    internal sealed record Found(InstanceRow Row, WorkflowState State);
}
