using MimeKit;
using Workflows.Cases.Outbox;
using Workflows.Host.Storage;

namespace Workflows.Host.Mail;

/// <summary>Where mails go: to a server, or into a folder.</summary>
public interface IDelivery
{
    /// <summary>Whether delivering the same mail again makes no second one: then many are marked as sent at once.</summary>
    bool MayRepeat { get; }

    /// <summary>A connection for some mails.</summary>
    Task<IDeliveryRound> BeginAsync(CancellationToken stop);
}

/// <summary>Mails that go over one connection.</summary>
public interface IDeliveryRound : IAsyncDisposable
{
    /// <exception cref="UndeliverableException">Trying again is pointless.</exception>
    Task DeliverAsync(OutboxMail mail, MimeMessage message, CancellationToken stop);
}

/// <summary>The mail can never be delivered as it is.</summary>
public sealed class UndeliverableException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Writes mails as <c>.eml</c> files named by their outbox id: one written twice is one file.</summary>
public sealed class FolderDelivery(MailFolder folder) : IDelivery, IDeliveryRound
{
    public bool MayRepeat => true;

    public Task<IDeliveryRound> BeginAsync(CancellationToken stop) => Task.FromResult<IDeliveryRound>(this);

    public async Task DeliverAsync(OutboxMail mail, MimeMessage message, CancellationToken stop)
    {
        var file = folder.FileOf(mail.Id);
        // Nobody ever reads half a mail.
        var unfinished = file + ".part";
        // Composed in memory: a file that is written bit by bit goes to another thread for each bit.
        using var text = new MemoryStream();
        message.WriteTo(text, stop);
        await File.WriteAllBytesAsync(unfinished, text.ToArray(), stop);
        File.Move(unfinished, file, overwrite: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The folder that mails are written to when no server is configured.</summary>
public sealed class MailFolder
{
    public MailFolder(DataFolder data) => Directory.CreateDirectory(Path = data.Of("mail"));

    public string Path { get; }

    public string FileOf(Guid mail) => System.IO.Path.Combine(Path, $"{mail:N}.eml");
}
