using Microsoft.EntityFrameworkCore;
using MimeKit;
using MimeKit.Utils;
using Workflows.Cases.Cases;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Outbox;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Host.Mail;

/// <summary>Writes the messages of mails that are about to go, with links that are made only now and stand nowhere else.</summary>
public sealed class MailWriter(CasesDb db, IssueTokens tokens, MailText text, MailSettings settings, TimeProvider clock)
{
    /// <summary>Kinds of mail whose links can end the task.</summary>
    private static readonly string[] WithLinks =
    [
        "task",
        "reminder",
        "transferred",
        "urged",
        "sign",
        "question",
        "opinions",
    ];

    /// <summary>Messages by mail. One that has no usable address has no message.</summary>
    public async Task<IReadOnlyDictionary<Guid, MimeMessage>> WriteAsync(
        IReadOnlyList<OutboxMail> mails,
        CancellationToken stop
    )
    {
        var about = await ReadAsync(mails, stop);
        var links = await IssueAsync(mails, stop);
        var messages = new Dictionary<Guid, MimeMessage>();
        foreach (var mail in mails)
            if (MailboxAddress.TryParse(mail.Address, out var address))
                messages[mail.Id] = Write(mail, address, about, links);
        return messages;
    }

    private MimeMessage Write(
        OutboxMail mail,
        MailboxAddress address,
        Subjects about,
        Dictionary<(Guid, Guid), IssuedTokens> links
    )
    {
        var issued =
            mail is { TaskId: { } task, PersonId: { } person } && WithLinks.Contains(mail.Template)
                ? links.GetValueOrDefault((task, person))
                : null;
        var written = text.Write(mail, about.CaseOf(mail), about.TaskOf(mail), issued);
        var message = new MimeMessage
        {
            Subject = written.Subject,
            Date = clock.GetUtcNow(),
            MessageId = mail.MessageId(settings.Domain),
            Body = new BodyBuilder { TextBody = written.Text, HtmlBody = written.Html }.ToMessageBody(),
        };
        message.From.Add(settings.From);
        message.To.Add(new MailboxAddress(written.Recipient, address.Address));
        // Keeps out-of-office replies from coming back.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        // Mail programs show all mails of a case as one conversation.
        if (mail.CaseId is { } id)
            message.References.Add($"{id:N}@{settings.Domain}");
        return message;
    }

    private async Task<Subjects> ReadAsync(IReadOnlyList<OutboxMail> mails, CancellationToken stop)
    {
        var cases = mails.Select(m => m.CaseId).OfType<Guid>().Distinct().ToList();
        var tasks = mails.Select(m => m.TaskId).OfType<Guid>().Distinct().ToList();
        return new Subjects(
            await db.Cases.AsNoTracking().Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop),
            await db.Tasks.AsNoTracking().Where(t => tasks.Contains(t.Id)).ToDictionaryAsync(t => t.Id, stop)
        );
    }

    private async Task<Dictionary<(Guid, Guid), IssuedTokens>> IssueAsync(
        IReadOnlyList<OutboxMail> mails,
        CancellationToken stop
    )
    {
        var wanted = mails
            .Where(m => WithLinks.Contains(m.Template))
            .Where(m => m is { TaskId: not null, PersonId: not null })
            .Select(m => (m.TaskId!.Value, m.PersonId!.Value))
            .Distinct()
            .ToList();
        if (wanted.Count == 0)
            return [];
        return (await tokens.RunAsync(wanted, stop)).ToDictionary(t => (t.TaskId, t.PersonId));
    }

    private sealed record Subjects(Dictionary<Guid, Case> Cases, Dictionary<Guid, CaseTask> Tasks)
    {
        public Case? CaseOf(OutboxMail mail) => mail.CaseId is { } id ? Cases.GetValueOrDefault(id) : null;

        public CaseTask? TaskOf(OutboxMail mail) => mail.TaskId is { } id ? Tasks.GetValueOrDefault(id) : null;
    }
}
