using Workflows.Cases.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Cases.Signing;

/// <summary>What a decision comes to where people were added to a task: whom to ask next, and what the flow is told when all
/// have had their say. To the flow it is one task with one answer.</summary>
public sealed class SignProgress(
    CasesDb db,
    PeopleDirectory directory,
    AddedTasks added,
    OutboxWriter outbox,
    TimelineWriter timeline
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <returns>What to tell the flow; null while somebody still has their say.</returns>
    public Task<FlowAnswer?> AfterAsync(
        Case one,
        CaseTask task,
        Decision decision,
        Person person,
        CancellationToken stop
    ) =>
        task.Purpose switch
        {
            TaskPurpose.Step => AfterHolderAsync(one, task, decision, person, stop),
            TaskPurpose.Question => AnsweredAsync(task, decision, person),
            _ => AfterSignerAsync(one, task, decision, person, stop),
        };

    /// <summary>Begins a round: asks all of its signers, or the first.</summary>
    public void Begin(Case one, CaseTask root, SignRound round)
    {
        round.State = RoundState.Running;
        var asked = round.Rule == SignRule.InOrder ? round.Signers.OrderBy(s => s.Position).Take(1) : round.Signers;
        foreach (var signer in asked)
            Ask(one, root, round, signer);
        if (round.Place == SignPlace.Before)
            root.IsHeld = true;
    }

    /// <summary>After a signer was taken out: perhaps that was the last one waited for.</summary>
    /// <inheritdoc cref="AfterAsync" path="/returns"/>
    public async Task<FlowAnswer?> AfterRemovalAsync(Case one, CaseTask root, SignRound round, CancellationToken stop)
    {
        await AdvanceAsync(one, root, round, hasAnswer: false, stop);
        return await WhatNextAsync(one, root, stop);
    }

    private async Task<FlowAnswer?> AfterHolderAsync(
        Case one,
        CaseTask root,
        Decision decision,
        Person person,
        CancellationToken stop
    )
    {
        var answer = new FlowAnswer(root, decision, person);
        if (root.Additions == 0)
            return answer;
        if (decision.Outcome == "Approved")
            return await WhatNextAsync(one, root, stop);
        await added.CancelAsync(one, root, stop);
        return answer;
    }

    private Task<FlowAnswer?> AnsweredAsync(CaseTask question, Decision decision, Person person)
    {
        if (directory.Current.Find(question.AddedById ?? Guid.Empty) is { IsActive: true } asker)
            outbox.Add(
                "answered",
                question.CaseId,
                null,
                asker,
                new
                {
                    from = person.Name,
                    words = decision.Comment,
                    task = question.ParentId,
                }
            );
        return Task.FromResult<FlowAnswer?>(null);
    }

    private async Task<FlowAnswer?> AfterSignerAsync(
        Case one,
        CaseTask task,
        Decision decision,
        Person person,
        CancellationToken stop
    )
    {
        var (_, root) = await db.LockTaskAsync(task.ParentId!.Value, stop);
        var rounds = await added.RoundsAsync(root.Id, stop);
        var round = rounds.Single(r => r.Signers.Exists(s => s.TaskId == task.Id));
        round.Signers.Single(s => s.TaskId == task.Id).State = SignerState.Answered;
        // One no ends it for all; an opinion given before is no decision.
        if (decision.Outcome is "Returned" or "Rejected")
        {
            await added.CancelAsync(one, root, stop);
            if (root.Status == TaskStatus.Open)
                await added.CancelOneAsync(one, root, stop);
            return new FlowAnswer(root, decision, person);
        }
        await AdvanceAsync(one, root, round, hasAnswer: true, stop);
        return await WhatNextAsync(one, root, stop);
    }

    private async Task AdvanceAsync(Case one, CaseTask root, SignRound round, bool hasAnswer, CancellationToken stop)
    {
        if (round.State != RoundState.Running)
        {
            if (!round.Open.Any())
                round.State = RoundState.Cancelled;
            return;
        }
        if (round.Rule == SignRule.Any && hasAnswer)
            await SkipTheRestAsync(one, round, stop);
        if (!round.Open.Any())
            Finish(one, root, round, await added.RoundsAsync(root.Id, stop));
        else if (round.Rule == SignRule.InOrder && !round.Signers.Exists(s => s.State == SignerState.Asked))
            Ask(one, root, round, round.Open.OrderBy(s => s.Position).First());
    }

    private async Task SkipTheRestAsync(Case one, SignRound round, CancellationToken stop)
    {
        foreach (var signer in round.Open.ToList())
        {
            signer.State = SignerState.Skipped;
            if (signer.TaskId is { } id && await db.Tasks.FindAsync([id], stop) is { Status: TaskStatus.Open } task)
                await added.CancelOneAsync(one, task, stop);
        }
    }

    private void Finish(Case one, CaseTask root, SignRound round, List<SignRound> rounds)
    {
        round.State = round.Signers.Exists(s => s.State == SignerState.Answered)
            ? RoundState.Done
            : RoundState.Cancelled;
        if (
            round.Place != SignPlace.Before
            || rounds.Exists(r => r is { Place: SignPlace.Before, State: RoundState.Running })
        )
            return;
        root.IsHeld = false;
        root.Revision++;
        if (round.State != RoundState.Done)
            return;
        timeline.Write(one, new Happening("task.opinionsIn", Flow) { Task = root });
        outbox.AddToHandlers("opinions", one, root, Deadlines.Handlers.Of(root, directory.Current));
    }

    // The holder has decided or not; rounds run, or are still to begin.
    private async Task<FlowAnswer?> WhatNextAsync(Case one, CaseTask root, CancellationToken stop)
    {
        if (root.Status != TaskStatus.Decided)
            return null;
        var rounds = await added.RoundsAsync(root.Id, stop);
        if (rounds.Exists(r => r.State == RoundState.Running))
            return null;
        if (rounds.Find(r => r.State == RoundState.Planned) is { } next)
        {
            Begin(one, root, next);
            return null;
        }
        await added.CancelAsync(one, root, stop);
        var person = directory.Current.Find(root.DecidedById!.Value)!;
        return new FlowAnswer(root, new Decision(root.Outcome!, Comment: root.Comment), person);
    }

    private void Ask(Case one, CaseTask root, SignRound round, Signer signer)
    {
        var purpose = round.Place switch
        {
            SignPlace.Before => TaskPurpose.SignBefore,
            SignPlace.After => TaskPurpose.SignAfter,
            _ => TaskPurpose.SignParallel,
        };
        signer.State = SignerState.Asked;
        var person = directory.Current.Find(signer.PersonId)!;
        signer.TaskId = added.Open(one, root, person, purpose, round.AddedById, round.Words).Id;
    }
}

/// <summary>What the flow is told: its own task, and how it was decided in the end and by whom.</summary>
public sealed record FlowAnswer(CaseTask Task, Decision Decision, Person Person);
