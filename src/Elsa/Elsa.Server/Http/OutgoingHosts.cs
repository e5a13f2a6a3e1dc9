using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Workflows.Engine;

/// <summary>Whom flows may ask, and how long they wait. Nobody, until a host says otherwise.</summary>
public sealed class OutgoingHttpOptions
{
    /// <summary>Names of hosts; <c>*.example.com</c> means all below it. They must have public addresses.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Hosts inside the company's own network, each by its whole name or address.</summary>
    public IList<string> PrivateHosts { get; } = [];

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public long LargestAnswer { get; set; } = 10 * 1024 * 1024;
}

/// <summary>
/// Says who may be asked. By name when a flow wants to, and once more by address when the connection is made: a name
/// may point anywhere.
/// </summary>
internal sealed class OutgoingHosts(IOptions<OutgoingHttpOptions> options)
{
    /// <exception cref="InvalidOperationException">Not this one.</exception>
    public void Require(Uri url)
    {
        if (Refusal(url) is { } refusal)
            throw new InvalidOperationException(refusal);
    }

    public string? Refusal(Uri url) =>
        IsPrivateHost(url.Host) || options.Value.AllowedHosts.Any(pattern => Matches(pattern, url.Host))
            ? null
            : $"Flows may not ask {url.Host}: it is not on the list of allowed hosts.";

    /// <summary>The address to connect to.</summary>
    /// <exception cref="HostRefusedException">The name leads into a private network.</exception>
    public async Task<IPAddress> ResolveAsync(string host, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, stop);
        var usable = IsPrivateHost(host) ? addresses : [.. addresses.Where(IsPublic)];
        return usable.FirstOrDefault()
            ?? throw new HostRefusedException($"Flows may not ask {host}: its address is in a private network.");
    }

    private bool IsPrivateHost(string host) =>
        options.Value.PrivateHosts.Any(own =>
            string.Equals(own, host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        );

    private static bool Matches(string pattern, string host) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return !address.IsIPv6LinkLocal
                && !address.IsIPv6SiteLocal
                && !address.IsIPv6UniqueLocal
                && !address.IsIPv6Multicast
                && !address.IsIPv6Teredo
                && !IsTranslated(address);
        return !Reserved.Any(network => network.Contains(address));
    }

    // 64:ff9b::/96 and 2002::/16 carry an IPv4 address, which may be a private one.
    private static bool IsTranslated(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes is [0x00, 0x64, 0xff, 0x9b, ..] or [0x20, 0x02, ..];
    }

    private static readonly IPNetwork[] Reserved =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("224.0.0.0/3"),
    ];
}

/// <summary>A connection that is not allowed, as opposed to one that failed.</summary>
internal sealed class HostRefusedException(string message) : Exception(message);
