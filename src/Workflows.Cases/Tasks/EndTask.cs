using System.Text.Json.Nodes;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Tasks;

/// <summary>Takes an open task off everybody's list and ends its deadline timer. Mails about it that did not go yet are
/// dropped by the sender, which looks at the task again.</summary>
public sealed class EndTask(CasesDb db, TimeProvider clock)
{
    public Task AsDecidedAsync(CaseTask task, Decision decision, JsonObject data, Actor actor, CancellationToken stop)
    {
        task.Outcome = decision.Outcome;
        task.Comment = decision.Comment;
        task.DecidedById = actor.PersonId;
        task.DecidedThrough = actor.Channel;
        task.Data = data.ToJsonString(StoredJson.Options);
        return CloseAsync(task, TaskStatus.Decided, stop);
    }

    /// <summary>Ends a task without a decision: another signer decided, or the case ended.</summary>
    public Task AsCancelledAsync(CaseTask task, CancellationToken stop)
    {
        // Only a draft, which nobody has said.
        task.Comment = null;
        return CloseAsync(task, TaskStatus.Cancelled, stop);
    }

    private Task CloseAsync(CaseTask task, TaskStatus status, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        task.Status = status;
        task.EndedAt = now;
        task.Revision++;
        // Only a due time has set timers.
        return task.Due is null ? Task.CompletedTask : db.CancelTimersOfAsync(task.Id, now, stop);
    }
}
