using MimeKit;

namespace Workflows.Host.Mail;

/// <summary>Reads the mails that were written to the folder; for the demo's mail page.</summary>
public sealed class DevMailbox(MailFolder folder)
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<FolderMail> List(int most = 200) =>
        [.. Files().OrderByDescending(f => f, StringComparer.Ordinal).Take(most).Select(Read).OfType<FolderMail>()];

    /// <summary>One mail; null when there is none by that id.</summary>
    public FolderMail? Find(Guid id) => Read(folder.FileOf(id));

    // Outbox ids begin with the time: their order is that of the mails.
    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder.Path, "*.eml");

    private static FolderMail? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var message = MimeMessage.Load(stream);
            return new FolderMail(
                Guid.TryParse(Path.GetFileNameWithoutExtension(file), out var id) ? id : Guid.Empty,
                message.Date,
                string.Join(
                    ", ",
                    message.To.Mailboxes.Select(m =>
                        m.Name is { Length: > 0 } name ? $"{name} <{m.Address}>" : m.Address
                    )
                ),
                message.Subject ?? "",
                message.TextBody ?? "",
                message.HtmlBody ?? ""
            );
        }
        catch (Exception gone) when (gone is IOException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>A mail of the folder.</summary>
public sealed record FolderMail(Guid Id, DateTimeOffset At, string To, string Subject, string Text, string Html);
