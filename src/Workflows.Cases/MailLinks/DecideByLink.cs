using System.Text.Json.Nodes;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.MailLinks;

/// <summary>Ends a task by a link from a mail; otherwise as every decision.</summary>
public sealed class DecideByLink(ReadLink links, DecideTask decide, TimeProvider clock)
{
    /// <param name="data">What was filled in of <see cref="LinkTarget.Form"/>; null takes the form as it stands.</param>
    /// <param name="revision">The task's revision that the page showed.</param>
    /// <exception cref="RefusedException">NotFound for an unknown link; Conflict when it has expired or the task is over or
    /// elsewhere; Invalid when a reason is missing or a field is wrong.</exception>
    public async Task<CaseTask> RunAsync(
        string token,
        string? comment,
        string? returnTo,
        JsonObject? data,
        int? revision,
        string? remoteAddress,
        CancellationToken stop
    )
    {
        var link =
            await links.FindAsync(token, stop)
            ?? throw new RefusedException("link.unknown") { Kind = RefusalKind.NotFound };
        if (link.ExpiresAt <= clock.GetUtcNow())
            throw new RefusedException("link.expired", link.ExpiresAt) { Kind = RefusalKind.Conflict };
        var decision = new Decision(link.Outcome, revision, comment, data, returnTo);
        return await decide.RunAsync(
            link.TaskId,
            decision,
            new Actor(link.PersonId, Channel.Mail, remoteAddress),
            stop
        );
    }
}
