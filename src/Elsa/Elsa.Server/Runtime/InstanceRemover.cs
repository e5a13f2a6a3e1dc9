using Elsa.Mediator.Contracts;
using Elsa.Scheduling;
using Elsa.Workflows;
using Elsa.Workflows.Management.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Deletes instances with their bookmarks, timers and journal.</summary>
internal sealed class InstanceRemover(
    IElsaSession session,
    IPayloadSerializer json,
    INotificationSender notices,
    IServiceProvider services
)
{
    public Task<long> DeleteAsync(ICollection<string> ids, CancellationToken stop) =>
        session.WriteAsync<long>(
            async token =>
            {
                await notices.SendAsync(new WorkflowInstancesDeleting(ids), token);
                var db = session.Db;
                var bookmarks = db.Bookmarks.Where(b => ids.Contains(b.InstanceId));
                if (services.GetService<IBookmarkScheduler>() is { } scheduler)
                {
                    var waiting = await bookmarks.AsNoTracking().ToListAsync(token);
                    await scheduler.UnscheduleAsync(waiting.Select(row => Stored.Bookmark(row, json)).ToList(), token);
                }
                await bookmarks.ExecuteDeleteAsync(token);
                await db.Journal.Where(p => ids.Contains(p.InstanceId)).ExecuteDeleteAsync(token);
                var deleted = await db.Instances.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(token);
                await notices.SendAsync(new WorkflowInstancesDeleted(ids), token);
                return deleted;
            },
            stop
        );
}
