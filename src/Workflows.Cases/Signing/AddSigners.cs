using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Signing;

/// <summary>Adds people to an approval (加签): before, after or beside who has it.</summary>
public sealed class AddSigners(
    UnitOfWork unit,
    CasesDb db,
    OpenTaskOf open,
    Access access,
    PeopleDirectory directory,
    AddedTasks added,
    SignProgress progress,
    TimelineWriter timeline
)
{
    private const int Most = 20;

    /// <exception cref="RefusedException">NotFound; Forbidden; Conflict when it is over, was changed, or is no approval of the
    /// flow's own; Invalid at <c>/to</c>.</exception>
    public Task<CaseTask> RunAsync(
        Guid taskId,
        NewSigners wanted,
        int? revision,
        Actor actor,
        CancellationToken stop
    ) => unit.RunAsync(token => AddAsync(taskId, wanted, revision, actor, token), stop);

    private async Task<CaseTask> AddAsync(
        Guid taskId,
        NewSigners wanted,
        int? revision,
        Actor actor,
        CancellationToken stop
    )
    {
        var (one, task, person) = await open.LockAsync(taskId, actor, stop, revision);
        if (!access.MayHandle(person, one, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        if (!Access.TakesSigners(task))
            throw new RefusedException("task.takesNoSigners") { Kind = RefusalKind.Conflict };
        var signers = Check(wanted.To, one, task, person, await added.RoundsAsync(task.Id, stop));
        var round = new SignRound
        {
            TaskId = task.Id,
            Place = wanted.Place,
            Rule = wanted.Rule,
            AddedById = person.Id,
            Words = wanted.Words,
            Signers = [.. signers.Select((p, i) => new Signer { Position = i + 1, PersonId = p.Id })],
        };
        db.SignRounds.Add(round);
        task.Additions++;
        task.Revision++;
        Tell(one, task, round, signers, wanted, actor);
        if (wanted.Place != SignPlace.After)
            progress.Begin(one, task, round);
        return task;
    }

    private List<Person> Check(IReadOnlyList<string> to, Case one, CaseTask task, Person adds, List<SignRound> rounds)
    {
        var signers = PeopleNamed.Find(to, "/to", directory.Current);
        var already = rounds.SelectMany(r => r.Open).Select(s => s.PersonId).ToHashSet();
        if (signers.Count > Most)
            throw PeopleNamed.Wrong("/to", "field.tooManyItems", Most);
        foreach (var signer in signers)
        {
            if (signer.Id == adds.Id || signer.Id == task.AssigneeId)
                throw PeopleNamed.Wrong("/to", "field.hasItAlready", signer.Name);
            if (!Access.MayTakeOver(signer, one, task))
                throw PeopleNamed.Wrong("/to", "field.ownCase", signer.Name);
            if (already.Contains(signer.Id))
                throw PeopleNamed.Wrong("/to", "field.signsAlready", signer.Name);
        }
        return signers;
    }

    private void Tell(Case one, CaseTask task, SignRound round, List<Person> signers, NewSigners wanted, Actor actor) =>
        timeline.Write(
            one,
            new Happening($"task.signersAdded{round.Place}", actor)
            {
                Task = task,
                OnBehalfOfId = access.OnBehalfOf(directory.Current.Find(actor.PersonId)!, one, task),
                Comment = wanted.Words,
                Details = new { to = signers.ConvertAll(p => p.Name), rule = round.Rule.ToString() },
            }
        );
}

/// <summary>Whom to add, and how.</summary>
/// <param name="To">Sign-in names; their order counts for <see cref="SignRule.InOrder"/>.</param>
public sealed record NewSigners(IReadOnlyList<string> To, SignPlace Place, SignRule Rule, string? Words = null);
