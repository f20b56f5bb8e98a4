using System.Net;
using System.Net.Sockets;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Http;

/// <summary>Which URLs may be asked, and which addresses their hosts may have.</summary>
public sealed class UrlScope
{
    private static readonly IPNetwork[] Never = Networks(
        // This network, link-local (cloud metadata), multicast, reserved; the same for IPv6; the metadata address of some clouds.
        "0.0.0.0/8",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
        "fd00:ec2::/32",
        "100.100.100.200/32"
    );

    private static readonly IPNetwork[] OnlyWhenListed = Networks(
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "::1/128",
        "fc00::/7",
        // An IPv4 address inside: nobody sees which.
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16"
    );

    private readonly string[] _prefixes;
    private readonly IPNetwork[] _listed;

    /// <param name="urls">Beginnings of URLs, addresses and networks of <c>aios.targets.urls</c>, without faults.</param>
    public UrlScope(IReadOnlyList<string> urls)
    {
        _prefixes = [.. urls.Where(UrlText.IsPrefix)];
        _listed =
        [
            .. urls.Where(url => !UrlText.IsPrefix(url)).SelectMany(Network),
            .. _prefixes.Select(UrlText.HostOf).SelectMany(Network),
        ];
    }

    /// <summary>Why a URL is not asked; null when it may be.</summary>
    public string? Fault(string url) =>
        UrlText.Fault(url) is { } fault ? $"{Shown.Quote(url)} is not asked: {fault}"
        : _prefixes.Any(prefix => UrlText.IsBelow(url, prefix)) ? null
        : $"{Shown.Quote(url)} is below no URL in aios.targets.urls";

    /// <summary>Why nobody connects to an address, whatever name led to it; null when it may be.</summary>
    public string? Fault(IPAddress address) =>
        FaultOfAny(address)
        ?? (
            OnlyWhenListed.Any(network => network.Contains(Plain(address))) && !_listed.Any(network => network.Contains(Plain(address)))
                ? $"{Plain(address)} is private or loopback; list it, or its network, in aios.targets.urls"
                : null
        );

    /// <summary>Why nobody connects to an address even where a person wrote down the host; null when it may be.</summary>
    internal static string? FaultOfAny(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6) ? $"{plain} is no internet address"
            : plain is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } || Never.Any(network => network.Contains(plain))
                ? $"{plain} is link-local, multicast or reserved; such an address is never asked"
            : null;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IEnumerable<IPNetwork> Network(string text)
    {
        if (text.Contains('/'))
        {
            if (IPNetwork.TryParse(text, out var network))
                yield return network;
        }
        else if (text == "localhost")
        {
            yield return IPNetwork.Parse("127.0.0.0/8");
            yield return IPNetwork.Parse("::1/128");
        }
        else if (IPAddress.TryParse(text, out var address))
            yield return new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
