using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Tasks;

/// <summary>Takes a task that several people could do, so that the others leave it alone.</summary>
public sealed class ClaimTask(UnitOfWork unit, OpenTaskOf open, Access access, TimelineWriter timeline)
{
    /// <summary>Claiming what one has already changes nothing.</summary>
    /// <exception cref="RefusedException">Conflict when somebody else has it or it is over; Forbidden to who is no candidate.</exception>
    public Task<CaseTask> RunAsync(Guid taskId, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => ClaimAsync(taskId, actor, token), stop);

    private async Task<CaseTask> ClaimAsync(Guid taskId, Actor actor, CancellationToken stop)
    {
        var (one, task, person) = await open.LockAsync(taskId, actor, stop);
        var holder = access.ActsAs(person, one, task);
        if (holder is not null && task.AssigneeId == holder.Id)
            return task;
        if (task.AssigneeId is { } other)
            throw new RefusedException("task.claimedBy", open.NameOf(other)) { Kind = RefusalKind.Conflict };
        if (holder is null)
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        var behalf = access.OnBehalfOf(person, one, task);
        // A deputy claims it for whom they act: it is not lost when their time is over.
        task.AssigneeId = holder.Id;
        task.Revision++;
        timeline.Write(one, new Happening("task.claimed", actor) { Task = task, OnBehalfOfId = behalf });
        return task;
    }
}

/// <summary>Gives a claimed task back to all its candidates.</summary>
public sealed class ReleaseTask(UnitOfWork unit, OpenTaskOf open, Access access, TimelineWriter timeline)
{
    /// <exception cref="RefusedException">Conflict when it is over; Forbidden to who does not have it or is its only candidate.</exception>
    public Task<CaseTask> RunAsync(Guid taskId, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => ReleaseAsync(taskId, actor, token), stop);

    private async Task<CaseTask> ReleaseAsync(Guid taskId, Actor actor, CancellationToken stop)
    {
        var (one, task, person) = await open.LockAsync(taskId, actor, stop);
        if (!access.MayRelease(person, one, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        var behalf = access.OnBehalfOf(person, one, task);
        task.AssigneeId = null;
        task.Revision++;
        timeline.Write(one, new Happening("task.released", actor) { Task = task, OnBehalfOfId = behalf });
        return task;
    }
}
