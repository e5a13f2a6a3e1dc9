using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Signing;

/// <summary>Takes somebody out again who was added to an approval and has not answered (减签). If everything waited only for
/// them, it goes on.</summary>
public sealed class RemoveSigner(
    UnitOfWork unit,
    CasesDb db,
    CaseParts parts,
    Access access,
    PeopleDirectory directory,
    AddedTasks added,
    SignProgress progress,
    TimelineWriter timeline,
    IFlow flow
)
{
    /// <param name="taskId">The flow's task that they were added to.</param>
    /// <param name="signer">Sign-in name.</param>
    /// <exception cref="RefusedException">NotFound; Forbidden to others than who added them or has the task; Conflict when
    /// they have answered.</exception>
    public Task RunAsync(Guid taskId, string signer, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => RemoveAsync(taskId, signer, actor, token), stop);

    private async Task RemoveAsync(Guid taskId, string name, Actor actor, CancellationToken stop)
    {
        var held = await db.LockTaskAsync(taskId, stop);
        var (one, tasks, person) = await parts.LockAsync(held.Case.Number, actor, stop);
        var root = tasks.Single(t => t.Id == taskId);
        var rounds = await added.RoundsAsync(taskId, stop);
        var leaves = directory.Current.Find(name);
        var round = rounds.Find(r => r.Open.Any(s => s.PersonId == leaves?.Id));
        if (round is null || leaves is null)
            throw new RefusedException("task.noSuchSigner", leaves?.Name ?? name) { Kind = RefusalKind.Conflict };
        if (!access.MayRemoveSigner(person, one, root, round))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        var signer = round.Open.First(s => s.PersonId == leaves.Id);
        signer.State = SignerState.Removed;
        timeline.Write(
            one,
            new Happening("task.signerRemoved", actor)
            {
                Task = root,
                OnBehalfOfId = access.OnBehalfOf(person, one, root),
                Details = new { key = leaves.Id },
            }
        );
        if (tasks.Find(t => t.Id == signer.TaskId) is { } task)
            await added.CancelOneAsync(one, task, stop);
        if (await progress.AfterRemovalAsync(one, root, round, stop) is { } answer)
            await flow.ResumeAsync(
                one.FlowInstanceId,
                root.BookmarkId,
                CaseData.ForFlow(one, root, answer.Decision, answer.Person),
                stop
            );
    }
}
