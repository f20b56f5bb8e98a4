using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>A host and a port, written <c>host:port</c> or <c>[::1]:port</c>.</summary>
public sealed record Endpoint(string Host, int Port)
{
    public const string Allowed = "host:port, such as 127.0.0.1:5432 or [::1]:5432";

    public static Endpoint? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port))
            return null;
        var host = text[..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (isBracketed)
            host = host[1..^1];
        return port is >= 1 and <= 65_535 && Uri.CheckHostName(host) is var kind && IsHost(kind, isBracketed)
            ? new Endpoint(host, port)
            : null;
    }

    private static bool IsHost(UriHostNameType kind, bool isBracketed) =>
        isBracketed ? kind == UriHostNameType.IPv6 : kind is UriHostNameType.Dns or UriHostNameType.IPv4;
}

/// <summary>A URL that is asked whether what stands behind it is well.</summary>
/// <param name="Status">The status that means well; null for any from 200 to 299.</param>
/// <param name="Within">Null for the sensor's own.</param>
/// <param name="Slow">Null for the sensor's own.</param>
public sealed record HealthTarget(string Url, int? Status = null, TimeSpan? Within = null, TimeSpan? Slow = null)
{
    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var faults = new Faults(prefix).That(IsAllowed(Url), "url", Url, "an absolute http or https address without user, password and #");
        if (Status is { } status)
            faults.Range("status", status, 100, 599, "");
        if (Within is { } within)
            faults.Range("within", within, CheckSettings.Least, CheckSettings.Most);
        if (Slow is { } slow)
            faults.Range("slow", slow, CheckSettings.Least, CheckSettings.Most);
        return faults.Found;
    }

    private static bool IsAllowed(string url) =>
        url.Length <= 500
        && !url.Any(char.IsWhiteSpace)
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { UserInfo: "", Fragment: "", Host.Length: > 0 };
}

/// <summary>A file, or a folder with all below it.</summary>
/// <param name="SizeBytes">Larger is an alert; null: any size.</param>
/// <param name="GrowthBytes">Growing faster than this in a minute is an alert; null: any.</param>
/// <param name="Age">The newest file was written longer ago than this: an alert; null: any age.</param>
/// <param name="MustExist">That it is not there is an alert.</param>
/// <param name="Rotate">It may be packed beside itself and emptied when it is too large.</param>
public sealed record FileTarget(
    string Path,
    long? SizeBytes = null,
    long? GrowthBytes = null,
    TimeSpan? Age = null,
    bool MustExist = true,
    bool Rotate = false
)
{
    private const long Most = 1L << 60;

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var faults = new Faults(prefix)
            .That(Path.StartsWith('/') && Path.Length > 1 && !Path.Contains('#'), "path", Path, "an absolute path without #")
            .That(SizeBytes is null or (>= 1 and <= Most), "size", $"{SizeBytes} bytes", "between 1B and 1EiB")
            .That(GrowthBytes is null or (>= 1 and <= Most), "growth", $"{GrowthBytes} bytes", "between 1B and 1EiB per minute");
        if (Age is { } age)
            faults.Range("age", age, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365));
        return faults
            .That(!Rotate || SizeBytes is not null, "rotate", "true", "given with size: it is rotated when it is larger")
            .That(
                MustExist || SizeBytes is not null || GrowthBytes is not null || Age is not null,
                "path",
                Path,
                "given with size, growth or age: as it is, nothing about it is ever wrong"
            )
            .Found;
    }
}

/// <summary>A program that looks for itself and says by its exit code what it found: 0 well, 1 warn, 2 critical, 3 it cannot tell.</summary>
/// <param name="Command">Absolute path and arguments.</param>
/// <param name="Within">Null for the sensor's own.</param>
public sealed record ProgramTarget(string Name, IReadOnlyList<string> Command, TimeSpan? Within = null)
{
    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var faults = new Faults(prefix)
            .That(
                Name.Length is >= 1 and <= 60 && Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'),
                "name",
                Name,
                "1–60 characters of A–Z a–z 0–9 - _ ."
            )
            .That(
                Command.Count > 0 && Command[0].StartsWith('/'),
                "command",
                string.Join(' ', Command),
                "a list that begins with the absolute path of a program"
            );
        if (Within is { } within)
            faults.Range("within", within, CheckSettings.Least, CheckSettings.Most);
        return faults.Found;
    }
}
