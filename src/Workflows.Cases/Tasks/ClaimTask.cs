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
        if (task.AssigneeId == person.Id)
            return task;
        if (task.AssigneeId is { } other)
            throw new RefusedException("task.claimedBy", open.NameOf(other)) { Kind = RefusalKind.Conflict };
        if (!access.MayHandle(person, one, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        task.AssigneeId = person.Id;
        task.Revision++;
        timeline.Write(one, new Happening("task.claimed", actor) { Task = task });
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
        if (!access.MayRelease(person, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        task.AssigneeId = null;
        task.Revision++;
        timeline.Write(one, new Happening("task.released", actor) { Task = task });
        return task;
    }
}
