using System.Text.RegularExpressions;

namespace Aios.Loop.Vocabulary;

/// <summary>URLs as they may be written down: plain ASCII, one spelling for one place. What two readers could read differently is refused.</summary>
public static partial class UrlText
{
    public const string Allowed =
        "the beginning of a URL such as https://app.example.com/ or http://127.0.0.1:8080/api (lower-case scheme and host, no user, query or fragment), or an address or network such as 10.0.0.0/8";

    private const int Longest = 2048;

    // A name whose last part begins with a digit would be an address in disguise: 2130706433, 0x7f.1, 0177.0.0.1.
    private const string Name = "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?[.])*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private const string Octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private const string Host = $"(?<host>{Name}|(?:{Octet}[.]){{3}}{Octet}|[[][0-9a-f:.]{{2,45}}[]])";

    /// <summary>Why a URL may not be asked, whatever is listed; null when it may.</summary>
    public static string? Fault(string url)
    {
        if (url.Length > Longest)
            return $"it is longer than {Longest} characters";
        if (!url.All(c => c is > ' ' and < '\x7f'))
            return "it holds a space, a control character or one outside ASCII; write those as %XX";
        if (url.AsSpan().ContainsAny("\\\"<>#"))
            return "it holds a backslash, a quote, an angle bracket or a fragment";
        if (Form().Match(url) is not { Success: true } found)
            return "it is not http:// or https:// with a lower-case host name, a dotted IPv4 address or an IPv6 address in brackets, and at most a port";
        if (found.Groups["port"] is { Success: true, Value: var port } && int.Parse(port) > 65535)
            return "its port is above 65535";
        var path = PathOf(found);
        if (path.Contains("%2e", StringComparison.OrdinalIgnoreCase) || path.Contains("%5c", StringComparison.OrdinalIgnoreCase))
            return "its path holds a dot or backslash in disguise (%2e, %5c)";
        return path.Split('/').Any(part => part is "." or "..") ? "its path holds a part . or .." : null;
    }

    /// <summary>It can be listed as a beginning.</summary>
    public static bool IsPrefix(string text) => Fault(text) is null && !text.Contains('?');

    /// <summary>An address with the length of its network, such as <c>10.0.0.0/8</c>, or an address alone.</summary>
    public static bool IsNetwork(string text) => Network().IsMatch(text);

    /// <summary>The URL lies below the listed beginning: the same scheme, host and port, and the same whole parts of the path.</summary>
    /// <param name="url">Without a fault.</param>
    /// <param name="prefix">Without a fault.</param>
    public static bool IsBelow(string url, string prefix)
    {
        var (asked, listed) = (Form().Match(url), Form().Match(prefix));
        if (PlaceOf(asked) != PlaceOf(listed))
            return false;
        var (path, wanted) = (PathOf(asked), PathOf(listed).TrimEnd('/'));
        // A slash in disguise could be one to the server and none here.
        return wanted.Length == 0
            || (
                (path == wanted || path.StartsWith($"{wanted}/", StringComparison.Ordinal))
                && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>The host as it is written, an IPv6 address without its brackets.</summary>
    /// <param name="url">Without a fault.</param>
    public static string HostOf(string url) => Form().Match(url).Groups["host"].Value.Trim('[', ']');

    private static (string Scheme, string Host, string Port) PlaceOf(Match url)
    {
        var (scheme, port) = (url.Groups["scheme"].Value, url.Groups["port"].Value);
        return (
            scheme,
            url.Groups["host"].Value,
            port.Length > 0 ? port
            : scheme == "https" ? "443"
            : "80"
        );
    }

    private static string PathOf(Match url) => url.Groups["rest"].Value.Split('?')[0];

    [GeneratedRegex($@"\A(?<scheme>https?)://{Host}(?::(?<port>[1-9][0-9]{{0,4}}))?(?<rest>[/?][\x21-\x7e]*)?\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)(?:/[0-9]{1,3})?\z")]
    private static partial Regex Network();
}
