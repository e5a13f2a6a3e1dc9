using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Cases.Signing;

/// <summary>Tasks that people add to one of the flow's: for signers and for questions. The flow knows nothing of them.</summary>
public sealed class AddedTasks(
    CasesDb db,
    PeopleDirectory directory,
    EndTask end,
    Policy policy,
    OutboxWriter outbox,
    TimelineWriter timeline,
    TimerWriter timers,
    TimeProvider clock
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <summary>Puts an added task before its one person: row, deadline, mail.</summary>
    public CaseTask Open(Case one, CaseTask root, Person to, TaskPurpose purpose, Guid addedBy, string? words)
    {
        var now = clock.GetUtcNow();
        var task = new CaseTask
        {
            CaseId = root.CaseId,
            ParentId = root.Id,
            Purpose = purpose,
            AddedById = addedBy,
            Words = words,
            Step = root.Step,
            Title = root.Title,
            Kind = purpose == TaskPurpose.Question ? TaskKind.Assign : TaskKind.Approve,
            Outcomes = OutcomesOf(purpose),
            ReturnTargets = purpose is TaskPurpose.SignAfter or TaskPurpose.SignParallel ? root.ReturnTargets : [],
            BookmarkId = "",
            ActivityId = root.ActivityId,
            Candidates = [new TaskCandidate { Kind = CandidateKind.Person, Key = to.Id.ToString() }],
            AssigneeId = to.Id,
            OpenedAt = now,
            // The limit is the step's; who is added late has what is left of it.
            Due = root.Due > now ? root.Due : null,
            DueBasis = root.Due > now ? root.DueBasis : null,
        };
        db.Tasks.Add(task);
        root.Additions++;
        if (task.Due is { } due)
            timers.Add(TaskDeadline.First(task, due, policy, now));
        var template = purpose == TaskPurpose.Question ? "question" : "sign";
        outbox.AddToHandlers(template, one, task, [to], new { from = directory.Current.Find(addedBy)?.Name, words });
        return task;
    }

    /// <summary>Takes everything that was added to a task off people's lists: it is no longer needed.</summary>
    public async Task CancelAsync(Case one, CaseTask root, CancellationToken stop)
    {
        if (root.Additions == 0)
            return;
        foreach (var round in await RoundsAsync(root.Id, stop))
            if (round.State is RoundState.Planned or RoundState.Running)
            {
                round.State = RoundState.Cancelled;
                foreach (var signer in round.Open)
                    signer.State = SignerState.Skipped;
            }
        foreach (var task in await OpenOnesAsync(root.Id, stop))
            await CancelOneAsync(one, task, stop);
        root.IsHeld = false;
    }

    /// <summary>Takes one added task off its person's list.</summary>
    public async Task CancelOneAsync(Case one, CaseTask task, CancellationToken stop)
    {
        await end.AsCancelledAsync(task, stop);
        timeline.Write(one, new Happening("task.cancelled", Flow) { Task = task });
    }

    /// <summary>The task's rounds in the order in which they were added, also those of the running unit.</summary>
    public async Task<List<SignRound>> RoundsAsync(Guid rootId, CancellationToken stop)
    {
        await db.SignRounds.Include(r => r.Signers).Where(r => r.TaskId == rootId).LoadAsync(stop);
        return [.. db.SignRounds.Local.Where(r => r.TaskId == rootId).OrderBy(r => r.Id)];
    }

    private async Task<List<CaseTask>> OpenOnesAsync(Guid rootId, CancellationToken stop)
    {
        await db
            .Tasks.Include(t => t.Candidates)
            .Where(t => t.ParentId == rootId && t.Status == TaskStatus.Open)
            .LoadAsync(stop);
        return [.. db.Tasks.Local.Where(t => t.ParentId == rootId && t.Status == TaskStatus.Open)];
    }

    private static IReadOnlyList<string> OutcomesOf(TaskPurpose purpose) =>
        purpose switch
        {
            TaskPurpose.Question => ["Answered"],
            TaskPurpose.SignBefore => ["Agreed", "Disagreed"],
            _ => ["Approved", "Returned", "Rejected"],
        };
}
