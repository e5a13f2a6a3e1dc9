using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Forms;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;

namespace Workflows.Cases.MailLinks;

/// <summary>What a link in a mail leads to. Reading changes nothing, however often mail scanners do it.</summary>
public sealed class ReadLink(CasesDb db, PeopleDirectory directory, TaskView tasks, TimeProvider clock)
{
    /// <summary>Never throws for a token, whatever it is: an unknown one is an answer too.</summary>
    public async Task<LinkTarget> RunAsync(string token, CancellationToken stop)
    {
        var found = await FindAsync(token, stop);
        if (found is null || directory.Current.Find(found.PersonId) is not { } person)
            return new LinkTarget { State = LinkState.Unknown };
        var target = new LinkTarget
        {
            State = LinkState.Unknown,
            Outcome = found.Outcome,
            Person = person,
            TaskId = found.TaskId,
            ExpiresAt = found.ExpiresAt,
        };
        try
        {
            var task = await tasks.FindAsync(found.TaskId, person, stop);
            return target with
            {
                Task = task,
                Form = DecideTask.TakesForm(found.Outcome) ? task.Form : null,
                State = StateOf(found, task),
            };
        }
        catch (RefusedException refused) when (refused.Kind == RefusalKind.NotFound)
        {
            // The person may no longer know of the task.
            return target with { State = LinkState.Transferred };
        }
    }

    internal async Task<MailToken?> FindAsync(string token, CancellationToken stop)
    {
        // Longer than any we make: not worth a look-up.
        if (token.Length is 0 or > 100)
            return null;
        var hash = IssueTokens.HashOf(token);
        return await db.MailTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, stop);
    }

    private LinkState StateOf(MailToken token, TaskDetails task) =>
        task.End is { Status: Tasks.TaskStatus.Decided } ? LinkState.Decided
        : task.End is not null ? LinkState.Cancelled
        : !task.MayHandle ? LinkState.Transferred
        : task.Row.IsHeld ? LinkState.Held
        : token.ExpiresAt <= clock.GetUtcNow() ? LinkState.Expired
        : LinkState.Valid;
}

/// <summary>What the page behind a link shows.</summary>
public sealed record LinkTarget
{
    public required LinkState State { get; init; }
    public string? Outcome { get; init; }

    /// <summary>Whose link it is.</summary>
    public Person? Person { get; init; }
    public Guid? TaskId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null when the token is unknown or its person may no longer know of the task. Its <c>End</c> says who decided
    /// what and when.</summary>
    public TaskDetails? Task { get; init; }

    /// <summary>What is filled in with the decision; null when the outcome asks for no form.</summary>
    public Form? Form { get; init; }
}

/// <summary>Whether a link still decides.</summary>
public enum LinkState
{
    /// <summary>No such link was ever issued.</summary>
    Unknown,
    Valid,
    Expired,

    /// <summary>Somebody has decided, by this link or otherwise.</summary>
    Decided,

    /// <summary>The task ended without a decision.</summary>
    Cancelled,

    /// <summary>The task waits for opinions; afterwards the link decides again.</summary>
    Held,

    /// <summary>The task is now with somebody else.</summary>
    Transferred,
}
