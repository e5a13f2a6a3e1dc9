using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;

namespace Workflows.Host.Mail;

/// <summary>What a mail says, in the recipient's language. A pack's <c>mails/&lt;kind&gt;.&lt;language&gt;.liquid</c> takes the
/// place of subject (its first line) and opening words (the rest).</summary>
public sealed class MailText(
    Texts texts,
    MailLayout layout,
    MailAddresses addresses,
    ProcessCatalog processes,
    PeopleDirectory directory
)
{
    public WrittenMail Write(OutboxMail mail, Case? one, CaseTask? task, IssuedTokens? links)
    {
        var model = JsonNode.Parse(mail.Model)?.AsObject() ?? [];
        var say = new Speaker(texts, mail.Language);
        var person = mail.PersonId is { } id ? directory.Current.Find(id) : null;
        if (mail.Template == "letter")
            return Letter(mail, model);
        var (subject, opening) = Opening(mail, one, task, model, say);
        var page = new MailPage
        {
            Language = mail.Language,
            Subject = OneLine(subject),
            Greeting = say["greeting", person?.Name ?? mail.Address],
            Paragraphs = opening,
            Facts = [.. Facts(one, task, model, say)],
            Buttons = [.. Buttons(links, say)],
            OpenLabel = say[OpenLabel(mail, task)],
            OpenUrl = UrlOf(mail, one, task, model),
            Footer = links is { Tokens.Count: > 0 }
                ? [say["linksAreYours", links.ExpiresAt], say["automatic"]]
                : [say["automatic"]],
        };
        return new WrittenMail(person?.Name ?? "", page.Subject, layout.Text(page), layout.Html(page));
    }

    // To somebody outside: what the letter says and nothing else of the case [A25-6].
    private WrittenMail Letter(OutboxMail mail, JsonObject model)
    {
        var page = new MailPage
        {
            Language = mail.Language,
            Subject = OneLine(Text(model, "subject")),
            Greeting = "",
            Paragraphs = Lines(Text(model, "body")),
            Facts = [],
            Buttons = [],
            OpenLabel = "",
            OpenUrl = "",
            Footer = [],
        };
        return new WrittenMail("", page.Subject, layout.Text(page), layout.Html(page));
    }

    private (string Subject, IReadOnlyList<string> Opening) Opening(
        OutboxMail mail,
        Case? one,
        CaseTask? task,
        JsonObject model,
        Speaker say
    )
    {
        if (mail.Template == "message")
            return (Text(model, "subject"), Lines(Text(model, "body")));
        var title = task?.Title.In(mail.Language) ?? "";
        if (one is not null && OwnText(mail, one) is { } own)
            return Split(layout.Render(own, one, title, model));
        var kind = KindOf(mail, task, model);
        var due = task?.Due ?? DueOf(model);
        object?[] values =
        [
            title,
            one?.Number,
            one?.Summary,
            due,
            Text(model, "handlers"),
            Text(model, "activityId"),
            Text(model, "message"),
            Text(model, "from"),
            Text(model, "first"),
            Text(model, "last"),
        ];
        // What somebody wrote with it stands by itself.
        var words = Text(model, "words");
        List<string> said = [say[kind, values], .. Lines(words)];
        if (Text(model, "deputyFor") is { Length: > 0 } principal)
            said.Add(say["deputyFor", principal]);
        return (say[kind + "Subject", values], said);
    }

    // The case's own clock, where it is no task's.
    private static DateTimeOffset? DueOf(JsonObject model) =>
        DateTimeOffset.TryParse(Text(model, "due"), CultureInfo.InvariantCulture, out var due) ? due : null;

    private string? OwnText(OutboxMail mail, Case one) =>
        processes.Find(one.ProcessKey)?.Mails.GetValueOrDefault($"{mail.Template}.{mail.Language}");

    // reminder + Before → reminderBefore, case-closed + Refused → caseClosedRefused
    private static string KindOf(OutboxMail mail, CaseTask? task, JsonObject model) =>
        mail.Template switch
        {
            "reminder" => "reminder" + Text(model, "stage"),
            "sign" => "sign" + task?.Purpose,
            "case-reminder" => "caseReminder" + Text(model, "stage"),
            "case-escalation" => "caseEscalation",
            "case-closed" => "caseClosed" + Enum.Parse<CaseStatus>(Text(model, "status"), ignoreCase: true),
            "case-faulted" => "caseFaulted",
            "copy" when Text(model, "from").Length == 0 => "copyByFlow",
            _ => mail.Template,
        };

    private IEnumerable<MailFact> Facts(Case? one, CaseTask? task, JsonObject model, Speaker say)
    {
        if (one is null)
            yield break;
        yield return new MailFact(say["number"], one.Number);
        if (processes.Find(one.ProcessKey) is { } pack)
            yield return new MailFact(say["process"], pack.Name.In(say.Language));
        yield return new MailFact(say["summary"], one.Summary);
        yield return new MailFact(say["applicant"], directory.Current.Find(one.ApplicantId)?.Name ?? "");
        if (task is null)
            yield break;
        yield return new MailFact(say["step"], task.Title.In(say.Language));
        if (task.Due is { } due)
            yield return new MailFact(say["due"], say["at", due]);
        if (Text(model, "handlers") is { Length: > 0 } handlers)
            yield return new MailFact(say["handlers"], handlers);
    }

    private IEnumerable<MailButton> Buttons(IssuedTokens? links, Speaker say) =>
        (links?.Tokens ?? []).Select(t => new MailButton(
            say.Knows("button" + t.Outcome) ? say["button" + t.Outcome] : t.Outcome,
            addresses.Of($"/decide/{t.Token}"),
            t.Outcome switch
            {
                "Approved" or "Done" or "Agreed" => "#1f7a3d",
                "Rejected" or "Disagreed" => "#b42318",
                _ => "#475467",
            }
        ));

    private static string OpenLabel(OutboxMail mail, CaseTask? task) =>
        mail.Template == "case-faulted" ? "openOperations"
        : task is not null && mail.Template != "escalation" ? "openTask"
        : "openCase";

    private string UrlOf(OutboxMail mail, Case? one, CaseTask? task, JsonObject model) =>
        mail.Template == "case-faulted" ? addresses.Of("/operations")
        : task is not null && mail.Template != "escalation" ? addresses.Of($"/tasks/{task.Id}")
        : Guid.TryParse(Text(model, "task"), out var about) ? addresses.Of($"/tasks/{about}")
        : one is not null ? addresses.Of($"/cases/{Uri.EscapeDataString(one.Number)}")
        : addresses.Of("/");

    private static string Text(JsonObject model, string name) =>
        model[name] switch
        {
            JsonArray list => string.Join("、", list.Select(i => i?.ToString())),
            { } value => value.ToString(),
            null => "",
        };

    private static (string, IReadOnlyList<string>) Split(string text)
    {
        var lines = text.Trim().ReplaceLineEndings("\n").Split('\n', 2);
        return (lines[0], Lines(lines.Length > 1 ? lines[1] : ""));
    }

    private static IReadOnlyList<string> Lines(string text) =>
        text.ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A line break in a subject would begin another header.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}

/// <summary>A mail ready to be put into a message.</summary>
public sealed record WrittenMail(string Recipient, string Subject, string Text, string Html);

/// <summary>The texts of <c>Mail.texts.json</c> in one language.</summary>
internal sealed record Speaker(Texts Texts, string Language)
{
    public string this[string key, params object?[] args] => Texts.In(Language, "mail." + key, args);

    public bool Knows(string key) => Texts.Has("mail." + key);
}
