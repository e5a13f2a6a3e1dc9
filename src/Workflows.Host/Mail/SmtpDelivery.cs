using MailKit.Net.Smtp;
using MimeKit;
using Workflows.Cases.Outbox;

namespace Workflows.Host.Mail;

/// <summary>Hands mails to the company's server.</summary>
public sealed class SmtpDelivery(SmtpSettings settings) : IDelivery
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool MayRepeat => false;

    public async Task<IDeliveryRound> BeginAsync(CancellationToken stop)
    {
        var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security, stop);
            if (!string.IsNullOrEmpty(settings.User))
                await client.AuthenticateAsync(settings.User, settings.Password ?? "", stop);
            return new Round(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private sealed class Round(SmtpClient client) : IDeliveryRound
    {
        public async Task DeliverAsync(OutboxMail mail, MimeMessage message, CancellationToken stop)
        {
            try
            {
                await client.SendAsync(message, stop);
            }
            catch (SmtpCommandException refused) when (IsForGood(refused))
            {
                throw new UndeliverableException(refused.Message, refused);
            }
        }

        // 5xx about the mail itself; a sender or a sign-in that is refused can be put right by an administrator.
        private static bool IsForGood(SmtpCommandException refused) =>
            (int)refused.StatusCode >= 500
            && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (client.IsConnected)
                    await client.DisconnectAsync(quit: true);
            }
            catch (Exception gone) when (gone is IOException or MailKit.ProtocolException or OperationCanceledException)
            {
                // The mails have been taken; a server that does not say goodbye changes nothing.
            }
            finally
            {
                client.Dispose();
            }
        }
    }
}
