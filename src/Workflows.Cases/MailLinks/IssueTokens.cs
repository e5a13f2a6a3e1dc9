using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Forms;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.MailLinks;

/// <summary>Makes the links of the mails that are about to go: one token for each task, person and outcome. The tokens are
/// in no table; only their hashes are.</summary>
public sealed class IssueTokens(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    Policy policy,
    TimeProvider clock
)
{
    private const int Bytes = 32;

    /// <summary>Tokens by outcome, in the order of the task's buttons, for each task and person. An outcome for which a form
    /// must be filled in has a link only when it approves and the form is plain (<see cref="Form.IsPlain"/>); a task that is
    /// over has none at all.</summary>
    public Task<IReadOnlyList<IssuedTokens>> RunAsync(
        IReadOnlyCollection<(Guid TaskId, Guid PersonId)> wanted,
        CancellationToken stop
    ) => unit.RunAsync(token => IssueAsync(wanted, token), stop);

    private async Task<IReadOnlyList<IssuedTokens>> IssueAsync(
        IReadOnlyCollection<(Guid TaskId, Guid PersonId)> wanted,
        CancellationToken stop
    )
    {
        var ids = wanted.Select(w => w.TaskId).Distinct().ToList();
        var tasks = await (
            from t in db.Tasks.AsNoTracking()
            join c in db.Cases on t.CaseId equals c.Id
            where ids.Contains(t.Id) && t.Status == Tasks.TaskStatus.Open
            select new { Task = t, c.ProcessKey }
        ).ToDictionaryAsync(t => t.Task.Id, stop);
        return
        [
            .. wanted
                .Where(w => tasks.ContainsKey(w.TaskId))
                .Select(w => Issue(tasks[w.TaskId].Task, tasks[w.TaskId].ProcessKey, w.PersonId)),
        ];
    }

    private bool HasLink(CaseTask task, string process, string outcome) =>
        DecideTask.NeedsNoForm(task, outcome)
        || task.Kind == TaskKind.Approve
            && processes.Find(process)?.Forms.GetValueOrDefault(task.FormKey!) is { IsPlain: true };

    private IssuedTokens Issue(CaseTask task, string process, Guid person)
    {
        var expires = clock.GetUtcNow() + policy.Duration("mailLinks.validFor");
        var tokens = new List<OutcomeToken>();
        foreach (var outcome in task.Outcomes.Where(o => HasLink(task, process, o)))
        {
            var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
            tokens.Add(new OutcomeToken(outcome, token));
            db.MailTokens.Add(
                new MailToken
                {
                    Hash = HashOf(token),
                    TaskId = task.Id,
                    PersonId = person,
                    Outcome = outcome,
                    ExpiresAt = expires,
                }
            );
        }
        return new IssuedTokens(task.Id, person, expires, tokens);
    }

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>The links of one person for one task.</summary>
public sealed record IssuedTokens(
    Guid TaskId,
    Guid PersonId,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<OutcomeToken> Tokens
);

/// <summary>A link's outcome and its secret part.</summary>
public sealed record OutcomeToken(string Outcome, string Token);
