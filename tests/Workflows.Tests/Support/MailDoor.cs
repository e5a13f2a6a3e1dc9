using System.Net;
using System.Net.Sockets;

namespace Workflows.Tests.Support;

/// <summary>A port that nobody answers until the test opens it; then it leads to the mail server.</summary>
public sealed class MailDoor : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly int server;
    private TcpListener? listener;

    public MailDoor(int server)
    {
        this.server = server;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    public void Open()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = WelcomeAsync();
    }

    private async Task WelcomeAsync()
    {
        while (!end.IsCancellationRequested)
        {
            var guest = await listener!.AcceptTcpClientAsync(end.Token);
            _ = PassOnAsync(guest);
        }
    }

    private async Task PassOnAsync(TcpClient guest)
    {
        using (guest)
        using (var host = new TcpClient())
        {
            await host.ConnectAsync(IPAddress.Loopback, server, end.Token);
            await Task.WhenAny(
                guest.GetStream().CopyToAsync(host.GetStream(), end.Token),
                host.GetStream().CopyToAsync(guest.GetStream(), end.Token)
            );
        }
    }

    public void Dispose()
    {
        end.Cancel();
        listener?.Dispose();
        end.Dispose();
    }
}
