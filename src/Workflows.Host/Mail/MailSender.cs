using System.Threading.Channels;
using MimeKit;
using Workflows.Cases;
using Workflows.Cases.Outbox;

namespace Workflows.Host.Mail;

/// <summary>Sends what waits in the outbox: at once when a commit says so, and looks every minute for what was put off or left
/// by a host that died.</summary>
public sealed class MailSender(
    Wakeups wakeups,
    IDelivery delivery,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<MailSender> log
) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Lets the mails of one busy moment go together: each round costs three transactions.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    // One note is enough however many mails wait.
    private readonly Channel<bool> notes = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    public override Task StartAsync(CancellationToken stop)
    {
        wakeups.OnMail += Look;
        return base.StartAsync(stop);
    }

    public override async Task StopAsync(CancellationToken stop)
    {
        wakeups.OnMail -= Look;
        await base.StopAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await using var minutely = clock.CreateTimer(_ => Look(), null, TimeSpan.Zero, Minute);
        try
        {
            await foreach (var _ in notes.Reader.ReadAllAsync(stop))
            {
                await TrySendAllAsync(stop);
                await Task.Delay(Gather, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops, or did not start: what waits is in the outbox.
        }
    }

    private void Look() => notes.Writer.TryWrite(true);

    private async Task TrySendAllAsync(CancellationToken stop)
    {
        try
        {
            while (await SendSomeAsync(stop) == Batch) { }
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogError(failure, "The outbox could not be worked off; the next look tries again");
        }
    }

    private async Task<int> SendSomeAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<OutboxQueue>();
        var mails = await queue.TakeAsync(Batch, stop);
        if (mails.Count == 0)
            return 0;
        var messages = await scope.ServiceProvider.GetRequiredService<MailWriter>().WriteAsync(mails, stop);
        await DeliverAsync(queue, mails, messages, stop);
        return mails.Count;
    }

    private async Task DeliverAsync(
        OutboxQueue queue,
        IReadOnlyList<OutboxMail> mails,
        IReadOnlyDictionary<Guid, MimeMessage> messages,
        CancellationToken stop
    )
    {
        IDeliveryRound round;
        try
        {
            round = await delivery.BeginAsync(stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(
                "The mail server does not take mails ({Reason}); {Count} wait",
                failure.Message,
                mails.Count
            );
            foreach (var mail in mails)
                await queue.MarkFailedAsync(mail.Id, failure.Message, forGood: false, stop);
            return;
        }
        var sent = new List<Guid>();
        await using (round)
            foreach (var mail in mails)
                if (await TryDeliverAsync(queue, round, mail, messages.GetValueOrDefault(mail.Id), stop))
                    await MarkAsync(queue, sent, mail.Id, stop);
        if (sent.Count > 0)
            await queue.MarkSentAsync(sent, stop);
    }

    private async Task<bool> TryDeliverAsync(
        OutboxQueue queue,
        IDeliveryRound round,
        OutboxMail mail,
        MimeMessage? message,
        CancellationToken stop
    )
    {
        try
        {
            if (message is null)
                throw new UndeliverableException($"'{mail.Address}' is no mail address.");
            await round.DeliverAsync(mail, message, stop);
            return true;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            var forGood = failure is UndeliverableException;
            log.LogWarning("Mail {Mail} did not go: {Reason}", mail.Id, failure.Message);
            await queue.MarkFailedAsync(mail.Id, failure.Message, forGood, stop);
            return false;
        }
    }

    // A server would deliver a second mail, so each is marked as soon as it has gone.
    private async Task MarkAsync(OutboxQueue queue, List<Guid> sent, Guid mail, CancellationToken stop)
    {
        if (delivery.MayRepeat)
            sent.Add(mail);
        else
            await queue.MarkSentAsync([mail], stop);
    }
}
