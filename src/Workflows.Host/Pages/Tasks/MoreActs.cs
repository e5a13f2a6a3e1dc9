using Workflows.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.Signing;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;

namespace Workflows.Host.Pages;

/// <summary>What else can be done about a task, in the folded part of its page: the fields of each act bear its name
/// (<c>transfer.to</c>). They are posted together with the form above, so that nothing typed there is lost.</summary>
public sealed class MoreActs(
    TransferTask transfer,
    UrgeTask urge,
    CopyCase copy,
    AddSigners sign,
    RemoveSigner unsign,
    AskColleagues ask,
    Texts texts
)
{
    private const string Unsign = "unsign:";

    public static bool Knows(string? act) =>
        act is "transfer" or "urge" or "copy" or "sign" or "ask"
        || act?.StartsWith(Unsign, StringComparison.Ordinal) == true;

    public Task<MoreDone> RunAsync(
        TaskDetails task,
        string act,
        IFormCollection posted,
        int? revision,
        Actor actor,
        CancellationToken stop
    ) =>
        act switch
        {
            "transfer" => TransferAsync(task, posted, revision, actor, stop),
            "urge" => UrgeAsync(task, posted, actor, stop),
            "sign" => SignAsync(task, posted, revision, actor, stop),
            "ask" => AskAsync(task, posted, actor, stop),
            _ when act.StartsWith(Unsign, StringComparison.Ordinal) => UnsignAsync(
                task,
                act[Unsign.Length..],
                actor,
                stop
            ),
            _ => CopyAsync(task, posted, actor, stop),
        };

    private async Task<MoreDone> TransferAsync(
        TaskDetails task,
        IFormCollection posted,
        int? revision,
        Actor actor,
        CancellationToken stop
    )
    {
        var (to, reason) = (posted.Word("transfer.to"), posted.Word("transfer.reason"));
        await transfer.RunAsync(task.Row.TaskId, to, reason, revision, actor, stop);
        return new MoreDone(texts["more.transferred", task.Row.Number, texts.Of(task.Row.Title)], Leaves: true);
    }

    private async Task<MoreDone> UrgeAsync(
        TaskDetails task,
        IFormCollection posted,
        Actor actor,
        CancellationToken stop
    )
    {
        await urge.RunAsync(task.Row.TaskId, posted.Word("urge.words"), actor, stop);
        return new MoreDone(texts["more.urged"]);
    }

    private async Task<MoreDone> SignAsync(
        TaskDetails task,
        IFormCollection posted,
        int? revision,
        Actor actor,
        CancellationToken stop
    )
    {
        var wanted = new NewSigners(
            [.. posted["sign.to"].OfType<string>()],
            Enum.TryParse<SignPlace>(posted.Word("sign.place"), out var place) ? place : SignPlace.Before,
            Enum.TryParse<SignRule>(posted.Word("sign.rule"), out var rule) ? rule : SignRule.All,
            posted.Word("sign.words")
        );
        await sign.RunAsync(task.Row.TaskId, wanted, revision, actor, stop);
        return new MoreDone(texts[$"more.signed{wanted.Place}"]);
    }

    private async Task<MoreDone> UnsignAsync(TaskDetails task, string signer, Actor actor, CancellationToken stop)
    {
        await unsign.RunAsync(task.RootId, signer, actor, stop);
        return new MoreDone(texts["more.unsigned"]);
    }

    private async Task<MoreDone> AskAsync(TaskDetails task, IFormCollection posted, Actor actor, CancellationToken stop)
    {
        var to = posted["ask.to"].OfType<string>().ToList();
        await ask.RunAsync(task.Row.TaskId, to, posted.Word("ask.question"), actor, stop);
        return new MoreDone(texts["more.askedOf", to.Count]);
    }

    private async Task<MoreDone> CopyAsync(
        TaskDetails task,
        IFormCollection posted,
        Actor actor,
        CancellationToken stop
    )
    {
        var to = posted["copy.to"].OfType<string>().ToList();
        await copy.RunAsync(task.Row.Number, to, posted.Word("copy.note"), actor, stop);
        return new MoreDone(texts["more.copied", to.Count]);
    }
}

/// <summary>What an act came to.</summary>
/// <param name="Said">What the next page says of it.</param>
/// <param name="Leaves">Whether there is nothing left to do on the task's page.</param>
public sealed record MoreDone(string Said, bool Leaves = false);

/// <summary>Reads single fields that are not part of a process's form.</summary>
public static class PostedWords
{
    /// <summary>What was typed, without blanks around it; null for nothing.</summary>
    public static string? Word(this IFormCollection posted, string name) =>
        posted[name].ToString().Trim() is { Length: > 0 } word ? word : null;
}
