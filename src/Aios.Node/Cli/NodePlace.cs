using System.CommandLine;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;

namespace Aios.Node.Cli;

/// <summary>Where the node is that a verb asks.</summary>
internal abstract record NodePlace
{
    private const string UrlVariable = "AIOS_URL";
    private const string TokenVariable = "AIOS_TOKEN";

    /// <summary>Of this machine, over the socket of its data folder.</summary>
    internal sealed record Folder(string DataPath) : NodePlace;

    /// <summary>Anywhere, over HTTP.</summary>
    /// <param name="Url">Ends with a slash; the API is below it.</param>
    internal sealed record Web(Uri Url, string? Token) : NodePlace
    {
        /// <summary>Whether who listens on the way could read the token.</summary>
        public bool TellsToken => Token is not null && Url is { Scheme: "http", IsLoopback: false };
    }

    /// <summary><c>--url</c>, else AIOS_URL unless <c>--data</c> is given, else the data folder.</summary>
    /// <exception cref="UsageException">They exclude each other, or the URL is none.</exception>
    public static NodePlace Of(ParseResult parsed, Func<string, string?> variable, string dataPath)
    {
        var (url, token) = (parsed.GetValue(GlobalOptions.Url), parsed.GetValue(GlobalOptions.Token));
        var isDataNamed = parsed.GetValue(GlobalOptions.Data) is not null;
        if (url is not null && isDataNamed)
            throw new UsageException("--url and --data exclude each other: the one asks over HTTP, the other over the socket of a folder");
        var from = url is not null ? GlobalOptions.Url.Name : UrlVariable;
        url ??= isDataNamed || variable(UrlVariable) is not { Length: > 0 } set ? null : set;
        if (url is null)
            return token is null
                ? new Folder(dataPath)
                : throw new UsageException("--token is for --url; a socket asks who you are by itself");
        token ??= variable(TokenVariable) is { Length: > 0 } kept ? kept : null;
        return Base(url) is not { } address
                ? throw new UsageException(
                    $"{from} is {Shown.Quote(url)}; it must be http:// or https:// with a host and what a proxy puts before the API, such as https://aios.example.org"
                )
            : token?.All(letter => letter is > ' ' and <= '~') == false
                ? throw new UsageException("the token has characters that no token has; 'aios tokens create' prints one")
            : new Web(address, token);
    }

    private static Uri? Base(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var given) && given is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? new Uri(given.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/")
            : null;
}
