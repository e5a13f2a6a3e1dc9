using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Tasks;

/// <summary>Hands a task over to somebody else for good (转交): who had it can no longer decide it, the links in their mails
/// are dead, and the new one is told by mail. The limit of time stays what it was.</summary>
public sealed class TransferTask(
    UnitOfWork unit,
    CasesDb db,
    OpenTaskOf open,
    Access access,
    PeopleDirectory directory,
    OutboxWriter outbox,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    /// <param name="to">Sign-in name.</param>
    /// <exception cref="RefusedException">NotFound; Forbidden; Conflict when it is over or was changed; Invalid at
    /// <c>/to</c> or <c>/reason</c>.</exception>
    public Task<CaseTask> RunAsync(
        Guid taskId,
        string? to,
        string? reason,
        int? revision,
        Actor actor,
        CancellationToken stop
    ) => unit.RunAsync(token => TransferAsync(taskId, to, reason, revision, actor, token), stop);

    private async Task<CaseTask> TransferAsync(
        Guid taskId,
        string? to,
        string? reason,
        int? revision,
        Actor actor,
        CancellationToken stop
    )
    {
        var (one, task, person) = await open.LockAsync(taskId, actor, stop, revision);
        if (!access.MayTransfer(person, one, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        var next = Next(to, reason, one, task);
        var behalf = access.OnBehalfOf(person, one, task);
        await HandOverAsync(task, next, stop);
        outbox.AddToHandlers("transferred", one, task, [next], new { from = person.Name, words = reason });
        timeline.Write(
            one,
            new Happening("task.transferred", actor)
            {
                Task = task,
                OnBehalfOfId = behalf,
                Comment = reason,
                Details = new { key = next.Id },
            }
        );
        return task;
    }

    /// <summary>Hands a task over because who has it leaves: the case that asks says so, nobody else is asked. The caller holds
    /// the task's case.</summary>
    internal async Task ForCaseAsync(
        Case one,
        CaseTask task,
        Person former,
        Person next,
        string because,
        CancellationToken stop
    )
    {
        await HandOverAsync(task, next, stop);
        outbox.AddToHandlers("transferred", one, task, [next], new { from = former.Name, words = because });
        timeline.Write(
            one,
            new Happening("task.handedOver", new Actor(Guid.Empty, Channel.Flow))
            {
                Task = task,
                Details = new
                {
                    key = next.Id,
                    from = former.Name,
                    number = because,
                    to = new[] { next.Name },
                },
            }
        );
    }

    private Person Next(string? to, string? reason, Case one, CaseTask task)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(reason))
            errors.Add(new FieldError("/reason", "field.reasonRequired"));
        var next = directory.Current.Find(to?.Trim() ?? "");
        if (string.IsNullOrWhiteSpace(to))
            errors.Add(new FieldError("/to", "field.required"));
        else if (next is not { IsActive: true })
            errors.Add(new FieldError("/to", "field.nobody", to));
        else if (next.Id == task.AssigneeId)
            errors.Add(new FieldError("/to", "field.hasItAlready", next.Name));
        else if (!Access.MayTakeOver(next, one, task))
            errors.Add(new FieldError("/to", "field.ownCase", next.Name));
        return errors.Count == 0 ? next! : throw new RefusedException("invalid") { Fields = errors };
    }

    private async Task HandOverAsync(CaseTask task, Person next, CancellationToken stop)
    {
        if (task.AssigneeId is { } former)
            Remember(task, former);
        task.AssigneeId = next.Id;
        // The next one speaks in their own words.
        task.Comment = null;
        task.Revision++;
        // Also for who may get it back one day: they then have a new mail with new links.
        var now = clock.GetUtcNow();
        await db
            .MailTokens.Where(t => t.TaskId == task.Id && t.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, now), stop);
    }

    // Who handed a task over may go on looking at it, as whoever the flow put it before.
    private static void Remember(CaseTask task, Guid former)
    {
        var key = former.ToString();
        if (!task.Candidates.Exists(c => c.Kind is CandidateKind.Person or CandidateKind.Former && c.Key == key))
            task.Candidates.Add(new TaskCandidate { Kind = CandidateKind.Former, Key = key });
    }
}
