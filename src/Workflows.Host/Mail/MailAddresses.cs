using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Workflows.Host.Mail;

/// <summary>Addresses in mails: under <c>Mail:BaseUrl</c>, else under the address the host listens on, which is right as long as
/// it is tried on one machine.</summary>
public sealed class MailAddresses(MailSettings settings, IServer server)
{
    public string Of(string path) => (settings.BaseUrl?.ToString() ?? Listening()).TrimEnd('/') + path;

    private string Listening()
    {
        var address =
            server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";
        return address
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal);
    }
}
