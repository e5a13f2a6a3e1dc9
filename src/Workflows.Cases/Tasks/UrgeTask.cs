using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Tasks;

/// <summary>Asks whoever has a task to get on with it (催办) [A19]: mail and timeline. A task is urged at most once in the
/// policy's <c>tasks.urgeEvery</c>, by whomever.</summary>
public sealed class UrgeTask(
    UnitOfWork unit,
    CasesDb db,
    CaseParts parts,
    Access access,
    PeopleDirectory directory,
    Policy policy,
    OutboxWriter outbox,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    /// <exception cref="RefusedException">NotFound; Forbidden to others than the applicant, those with a part in the case and
    /// overseers; Conflict when it is over, is one's own, or was urged a short while ago.</exception>
    public Task RunAsync(Guid taskId, string? words, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => UrgeAsync(taskId, words, actor, token), stop);

    private async Task UrgeAsync(Guid taskId, string? words, Actor actor, CancellationToken stop)
    {
        var held = await db.LockTaskAsync(taskId, stop);
        var (one, tasks, person) = await parts.LockAsync(held.Case.Number, actor, stop);
        var task = tasks.Single(t => t.Id == taskId);
        OpenTaskOf.RefuseWhatIsOver(task, directory.Current);
        if (!access.MayUrge(person, one, tasks))
            throw new RefusedException("case.notYours") { Kind = RefusalKind.Forbidden };
        if (access.MayHandle(person, one, task))
            throw Conflict("task.urgeYourself");
        var now = clock.GetUtcNow();
        if (task.UrgedAt + policy.Duration("tasks.urgeEvery") is { } again && again > now)
            throw Conflict("task.urgedAlready", task.UrgedAt!, again);
        // The revision stays: being urged must not cost anybody what they are typing.
        task.UrgedAt = now;
        var handlers = Handlers.Of(task, directory.Current);
        outbox.AddToHandlers("urged", one, task, handlers, new { from = person.Name, words });
        timeline.Write(
            one,
            new Happening("task.urged", actor)
            {
                Task = task,
                Comment = words,
                Details = new { to = handlers.Select(h => h.Name) },
            }
        );
    }

    private static RefusedException Conflict(string code, params object[] arguments) =>
        new(code, arguments) { Kind = RefusalKind.Conflict };
}
