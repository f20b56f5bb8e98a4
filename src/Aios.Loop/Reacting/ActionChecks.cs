using System.Text.RegularExpressions;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What an action must be, as far as it is written down; what comes from an event is checked at the moment of the effect.</summary>
internal static partial class ActionChecks
{
    private const int LongestText = 64 * 1024;
    private static readonly HashSet<string> Signals = ["TERM", "INT", "HUP", "QUIT", "KILL", "USR1", "USR2", "STOP", "CONT"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Headers that the connection itself owns.</summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "TE",
        "Trailer",
        "Expect",
        "Idempotency-Key",
        "Proxy-Authorization",
        "Proxy-Connection",
    };

    /// <param name="at">The step's path in the file: <c>steps.renice</c>.</param>
    public static void Check(ActionTemplate action, string at, Faults faults)
    {
        switch (action)
        {
            case ActionTemplate.Process process:
                faults
                    .That(
                        process.Arguments is [Argument.Literal { Text: ['/', ..] }, ..],
                        $"{at}.process",
                        process.Arguments is [Argument.Literal first, ..] ? first.Text : "",
                        "a list that begins with the program's absolute path"
                    )
                    .Range($"{at}.process", process.Arguments.Count, 0, 256, "arguments");
                break;
            case ActionTemplate.Wait pause:
                faults.Range($"{at}.wait", pause.Delay, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1));
                break;
            case ActionTemplate.Approve ask:
                faults.That(ask.Text.Length is > 0 and <= 120, $"{at}.approve", ask.Text, "a text of 1 to 120 characters");
                break;
            case ActionTemplate.Signal signal:
                faults.That(Signals.Contains(signal.Name), $"{at}.signal", signal.Name, $"one of {string.Join(", ", Signals)}");
                break;
            case ActionTemplate.Notify { Channel: { } channel }:
                faults.That(
                    NotifyChannels.All.Contains(channel),
                    $"{at}.notify.channel",
                    channel,
                    $"one of {string.Join(", ", NotifyChannels.All)}"
                );
                break;
            case ActionTemplate.Http http:
                Check(http, $"{at}.http", faults);
                break;
            case ActionTemplate.File file:
                Check(file, $"{at}.file", faults);
                break;
            case ActionTemplate.Rotate rotate:
                CheckPath(rotate.Path, $"{at}.file.path", faults);
                break;
            case ActionTemplate.Clean clean:
                if (clean.Folder is not Argument.Literal { Text: EffectAction.CleanFolder.EveryExpendable })
                    CheckPath(clean.Folder, $"{at}.file.path", faults);
                faults
                    .That(IsGlob(clean.Glob), $"{at}.file.delete.glob", clean.Glob, "a file name that may hold * and ?, without /")
                    .Range($"{at}.file.delete.older-than", clean.OlderThan, TimeSpan.Zero, TimeSpan.FromDays(3650))
                    .Range($"{at}.file.delete.keep", clean.Keep, 0, 10_000, "files");
                break;
            case ActionTemplate.Service { Name: Argument.Literal name }:
                faults.That(ServiceName().IsMatch(name.Text), $"{at}.service.name", name.Text, "a service's name, such as nginx.service");
                break;
        }
    }

    public static void CheckSnapshot(IReadOnlyList<string> files, Faults faults)
    {
        faults.Range("snapshot", files.Count, 0, 16, "entries");
        foreach (var file in files)
            faults.That(
                IsPath(file, mayBeGlob: true),
                "snapshot",
                file,
                "absolute paths without .. of which only the last part holds * or ?, such as /etc/app/*.conf"
            );
    }

    private static void Check(ActionTemplate.Http http, string at, Faults faults)
    {
        faults.That(Methods.Contains(http.Method), $"{at}.method", http.Method, $"one of {string.Join(", ", Methods)}");
        if (http.Url is Argument.Literal url)
            faults.That(
                url.Text.StartsWith("http://", StringComparison.Ordinal) || url.Text.StartsWith("https://", StringComparison.Ordinal),
                $"{at}.url",
                url.Text,
                "a URL that begins with http:// or https://"
            );
        faults
            .That(http.Body is null || !http.IsSafe, $"{at}.body", "a body", $"absent, because {http.Method} has none")
            .Range($"{at}.headers", http.Headers.Count, 0, 32, "headers");
        foreach (var header in http.Headers)
        {
            var member = $"{at}.headers.{Shown.Clean(header.Name)}";
            faults
                .That(HeaderName().IsMatch(header.Name), member, header.Name, "a header name of letters, digits and -")
                .That(!OwnHeaders.Contains(header.Name), member, header.Name, "left out: the connection sets it itself")
                .That(
                    header.Value is not Argument.Literal value || !value.Text.Any(char.IsControl),
                    member,
                    "a value with control characters",
                    "one line of text"
                )
                .That(
                    header.Secret is null or ['e', 'n', 'v', ':', _, ..] or ['f', 'i', 'l', 'e', ':', '/', ..],
                    member,
                    header.Secret ?? "",
                    "a secret's place: env:NAME or file:/PATH"
                );
        }
        foreach (var status in http.ExpectStatus)
            faults.Range($"{at}.expect-status", status, 100, 599, "");
    }

    private static void Check(ActionTemplate.File file, string at, Faults faults)
    {
        CheckPath(file.Path, $"{at}.path", faults);
        var length = file.Text.OfType<Argument.Literal>().Sum(part => part.Text.Length);
        faults.Range($"{at}.{file.Change.ToString().ToLowerInvariant()}", length, 0, LongestText, "characters");
        if (file.Change == FileChange.Replace)
            faults.That(file.Find is { Length: > 0 and <= 4096 }, $"{at}.replace.text", file.Find ?? "", "a text of 1 to 4096 characters");
        if (file.Mode is { } mode)
            faults.That(Mode().IsMatch(mode), $"{at}.mode", mode, "octal permission bits without setuid, from 0000 to 0777");
    }

    private static void CheckPath(Argument path, string at, Faults faults)
    {
        if (path is Argument.Literal literal)
            faults.That(IsPath(literal.Text, mayBeGlob: false), at, literal.Text, "an absolute path without . or ..");
    }

    private static bool IsPath(string path, bool mayBeGlob)
    {
        if (!path.StartsWith('/') || path.Length > 4096 || path.Any(char.IsControl))
            return false;
        var parts = path[1..].Split('/');
        return parts.All(part => part is not ("" or "." or ".."))
            && (!mayBeGlob || !parts.SkipLast(1).Any(part => part.AsSpan().ContainsAny('*', '?')));
    }

    private static bool IsGlob(string glob) => glob.Length is > 0 and <= 255 && !glob.Contains('/') && !glob.Any(char.IsControl);

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"\A[A-Za-z0-9_@][A-Za-z0-9:_.@-]{0,255}\z")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"\A0?[0-7]{3}\z")]
    private static partial Regex Mode();
}
