using MailKit.Security;
using MimeKit;
using Workflows.Host.Startup;

namespace Workflows.Host.Mail;

/// <summary>Section <c>Mail</c>: from whom, where links lead, and the server. Without a server mails go into a folder.</summary>
public sealed class MailSettings
{
    public required MailboxAddress From { get; init; }

    /// <summary>Address under which people reach the host, for links; null takes the one it listens on.</summary>
    public required Uri? BaseUrl { get; init; }
    public required SmtpSettings? Smtp { get; init; }

    /// <summary>The part of message ids behind the @.</summary>
    public string Domain => From.Domain;

    internal static MailSettings Read(IConfigurationSection mail)
    {
        var from = mail["From"] ?? "Workflows <workflows@localhost.localdomain>";
        return new MailSettings
        {
            From = MailboxAddress.TryParse(from, out var address)
                ? address
                : throw Settings.Wrong("Mail:From", from, "a mail address such as 客服流程 <workflows@example.com>"),
            BaseUrl = ReadUrl(mail["BaseUrl"]),
            Smtp = SmtpSettings.Read(mail.GetSection("Smtp")),
        };
    }

    private static Uri? ReadUrl(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw Settings.Wrong("Mail:BaseUrl", text, "an address such as https://workflows.example.com");
}

/// <summary>The server that takes the mails.</summary>
public sealed record SmtpSettings(string Host, int Port, string? User, string? Password, SecureSocketOptions Security)
{
    internal static SmtpSettings? Read(IConfigurationSection smtp) =>
        smtp["Host"] is { Length: > 0 } host
            ? new SmtpSettings(host, smtp.Number("Port", 587), smtp["User"], smtp["Password"], ReadSecurity(smtp))
            : null;

    // Never a password in a log or an error.
    public override string ToString() => $"{Host}:{Port}";

    private static SecureSocketOptions ReadSecurity(IConfigurationSection smtp) =>
        smtp.Choice("Security", SmtpSecurity.Auto) switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };
}

/// <summary>How the connection to the server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>As the port and the server suggest.</summary>
    Auto,
    None,
    StartTls,
    Tls,
}
