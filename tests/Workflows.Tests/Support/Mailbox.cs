using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace Workflows.Tests.Support;

/// <summary>The mails a host has sent: of the folder it writes them to without SMTP, or of a real mailbox by IMAP.</summary>
public static partial class Mailbox
{
    /// <summary>What lies in a host's mail folder for somebody.</summary>
    public static IReadOnlyList<MimeMessage> Written(TestDatabase database, string user) =>
        [.. Written(database).Where(m => m.To.Mailboxes.Any(b => b.Address == $"{user}@example.test"))];

    /// <summary>Everything that lies in a host's mail folder.</summary>
    public static IReadOnlyList<MimeMessage> Written(TestDatabase database) =>
        Directory.Exists(database.Folder)
            ?
            [
                .. Directory
                    .GetFiles(database.Folder, "*.eml", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(f => MimeMessage.Load(f)),
            ]
            : [];

    /// <summary>Waits for the mail to somebody about a case that says something in its subject.</summary>
    public static Task<MimeMessage> AwaitAsync(
        TestDatabase database,
        string user,
        string number,
        string subject = ""
    ) =>
        Eventually.SeesAsync<MimeMessage>(
            () => Task.FromResult(Written(database, user).LastOrDefault(m => About(m, number, subject))!),
            mail => mail is not null,
            $"a mail '{subject}' to {user} about {number}"
        );

    /// <summary>Everything in somebody's INBOX on the real server.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> FetchAsync(int port, string user)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", port, MailKit.Security.SecureSocketOptions.None);
        await client.AuthenticateAsync($"{user}@example.test", "secret");
        var inbox = client.Inbox!;
        await inbox.OpenAsync(FolderAccess.ReadOnly);
        var mails = new List<MimeMessage>();
        for (var i = 0; i < inbox.Count; i++)
            mails.Add(await inbox.GetMessageAsync(i));
        await client.DisconnectAsync(quit: true);
        return mails;
    }

    /// <summary>The links by which the mail lets its reader decide, in their order.</summary>
    public static IReadOnlyList<string> DecideLinks(this MimeMessage mail) =>
        [.. DecideLink().Matches(mail.HtmlBody ?? mail.TextBody ?? "").Select(m => m.Value).Distinct()];

    private static bool About(MimeMessage mail, string number, string subject) =>
        $"{mail.Subject} {mail.TextBody} {mail.HtmlBody}".Contains(number, StringComparison.Ordinal)
        && (mail.Subject ?? "").Contains(subject, StringComparison.Ordinal);

    [GeneratedRegex(@"/decide/[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex DecideLink();
}
