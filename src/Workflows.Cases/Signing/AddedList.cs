using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Cases.Signing;

/// <summary>Who was added to a task or asked about it, and what they said.</summary>
public sealed class AddedList(CasesDb db, Access access, PeopleDirectory directory, RowBuilder rows)
{
    /// <summary>For a task of the flow and for those added to it alike; in the order in which they were added.</summary>
    public async Task<IReadOnlyList<AddedRow>> OfAsync(Case one, CaseTask task, Person reader, CancellationToken stop)
    {
        if (task.Additions == 0 && task.ParentId is null)
            return [];
        var root = task.ParentId is { } parent
            ? await db.Tasks.AsNoTracking().Include(t => t.Candidates).SingleAsync(t => t.Id == parent, stop)
            : task;
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.ParentId == root.Id).ToListAsync(stop);
        var rounds = await db
            .SignRounds.AsNoTracking()
            .Include(r => r.Signers)
            .Where(r => r.TaskId == root.Id)
            .ToListAsync(stop);
        var signers = rounds.SelectMany(r =>
            r.Signers.Select(s =>
                (r.Id, s.Position, Row: Row(r, s, tasks, access.MayRemoveSigner(reader, one, root, r)))
            )
        );
        var questions = tasks
            .Where(t => t.Purpose == TaskPurpose.Question)
            .Select(t => (t.Id, Position: 0, Row: Row(t)));
        return [.. signers.Concat(questions).OrderBy(a => a.Id).ThenBy(a => a.Position).Select(a => a.Row)];
    }

    private AddedRow Row(SignRound round, Signer signer, List<CaseTask> tasks, bool mayRemove)
    {
        var task = tasks.Find(t => t.Id == signer.TaskId);
        var person = directory.Current.Find(signer.PersonId);
        return new AddedRow(
            // They may have handed it over.
            rows.NameOf(task?.AssigneeId)
                ?? person?.Name
                ?? "",
            person?.SignInName ?? "",
            round.Place.ToString(),
            signer.State,
            rows.NameOf(round.AddedById) ?? ""
        )
        {
            Rule = round.Signers.Count > 1 ? round.Rule : null,
            Words = round.Words,
            Outcome = task?.Outcome,
            Comment = task is { Status: TaskStatus.Decided } ? task.Comment : null,
            AnsweredAt = task is { Status: TaskStatus.Decided } ? task.EndedAt : null,
            AnsweredByName = DeputyOf(task),
            MayRemove = mayRemove && (signer.State is SignerState.Waiting or SignerState.Asked),
        };
    }

    private string? DeputyOf(CaseTask? task) => task?.DecidedForId is null ? null : rows.NameOf(task.DecidedById);

    private AddedRow Row(CaseTask question)
    {
        var person = directory.Current.Find(question.AssigneeId!.Value);
        var state = question.Status switch
        {
            TaskStatus.Open => SignerState.Asked,
            TaskStatus.Decided => SignerState.Answered,
            _ => SignerState.Skipped,
        };
        return new AddedRow(
            person?.Name ?? "",
            person?.SignInName ?? "",
            "Question",
            state,
            rows.NameOf(question.AddedById) ?? ""
        )
        {
            Words = question.Words,
            Comment = question.Status == TaskStatus.Decided ? question.Comment : null,
            AnsweredAt = question.Status == TaskStatus.Decided ? question.EndedAt : null,
            AnsweredByName = DeputyOf(question),
        };
    }
}

/// <summary>Somebody who was added to a task, or asked about it.</summary>
/// <param name="Way"><c>Before</c>, <c>After</c>, <c>Parallel</c> or <c>Question</c>.</param>
public sealed record AddedRow(string Name, string SignInName, string Way, SignerState State, string AddedByName)
{
    /// <summary>Null for who was added alone.</summary>
    public SignRule? Rule { get; init; }

    /// <summary>What they were asked.</summary>
    public string? Words { get; init; }
    public string? Outcome { get; init; }
    public string? Comment { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The deputy, where one answered for them.</summary>
    public string? AnsweredByName { get; init; }

    /// <summary>Whether the reader may take them out again.</summary>
    public bool MayRemove { get; init; }
}
