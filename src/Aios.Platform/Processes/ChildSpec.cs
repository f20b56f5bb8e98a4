using System.Text;

namespace Aios.Platform.Processes;

/// <summary>A program to start in a session of its own. There is no shell: every argument arrives as it is.</summary>
/// <param name="Arguments">The program's absolute path, then its arguments; together with the environment at most 1 MiB.</param>
public sealed record ChildSpec(IReadOnlyList<string> Arguments)
{
    /// <summary>The kernel's bound for one argument (MAX_ARG_STRLEN), without the closing NUL.</summary>
    public const int MaxArgumentBytes = 128 * 1024 - 1;
    public const int MaxTotalBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The whole environment of the child; nothing is inherited.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ChildEnvironment.Minimal;

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Text on standard input; null is the empty device.</summary>
    public string? Input { get; init; }

    /// <summary>So long after its start the child is asked to end; null is never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>From the request to end (TERM) to the forced end (KILL) of the whole tree.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Not for one that <see cref="LeavesTree"/>: that stands under those of this process.</summary>
    public ChildLimits Limits { get; init; } = ChildLimits.Default;

    /// <summary>Bytes kept from the head and again from the tail of each of the two outputs.</summary>
    public int KeptOutputBytes { get; init; } = 32 * 1024;

    /// <summary>
    /// The kernel kills the child when this process dies, even by KILL. Done by <c>setpriv --pdeathsig</c>, because posix_spawn cannot;
    /// where that program is missing the child is not covered (<see cref="OwnChild.CanDieWithParent"/>). It does not extend to grandchildren.
    /// </summary>
    public bool DiesWithParent { get; init; }

    /// <summary>Null: whoever works in the same folder later leaves it alone, should this process be killed (<see cref="LeftChildren"/>).</summary>
    public ChildOwner? Owner { get; init; }

    /// <summary>
    /// What it started goes on when it ends by itself: a program that starts another one for good. Nothing of what they write is kept, so that
    /// they can go on writing. At the time-out its tree is ended all the same.
    /// </summary>
    public bool LeavesTree { get; init; }

    /// <summary>What forbids to start it, or null.</summary>
    public string? Fault()
    {
        if (Arguments.Count == 0 || !Arguments[0].StartsWith('/'))
            return $"the program is {Shown(Arguments.Count == 0 ? "" : Arguments[0])}; it must be an absolute path";
        if (!WorkingDirectory.StartsWith('/'))
            return $"the working directory is {Shown(WorkingDirectory)}; it must be an absolute path";
        if (Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > TimeSpan.FromDays(1)))
            return $"the time-out is {timeout}; it must be more than 0 and at most 24 hours";
        var total = 0L;
        for (var index = 0; index < Arguments.Count; index++)
        {
            if (TextFault(Arguments[index], out var bytes) is { } fault)
                return $"argument {index} {fault}";
            total += bytes;
        }
        foreach (var (name, value) in Environment)
        {
            if (name.Length == 0 || name.Contains('='))
                return $"the environment name {Shown(name)} is not allowed; it must not be empty or hold '='";
            if ((TextFault(name, out var nameBytes) ?? TextFault(value, out nameBytes)) is { } fault)
                return $"the environment variable {Shown(name)} {fault}";
            total += nameBytes + name.Length;
        }
        if (TextFault(WorkingDirectory, out _) is { } folderFault)
            return $"the working directory {folderFault}";
        return total <= MaxTotalBytes ? null : $"arguments and environment have {total} bytes; at most {MaxTotalBytes} are allowed";
    }

    private static string? TextFault(string text, out int bytes)
    {
        bytes = 0;
        if (text.Contains('\0'))
            return "holds a NUL character, which would cut it off; it is not passed on";
        try
        {
            bytes = Strict.GetByteCount(text) + 1;
        }
        catch (EncoderFallbackException)
        {
            return "is no valid Unicode (half of a surrogate pair); it would not arrive as it is";
        }
        return bytes <= MaxArgumentBytes + 1 ? null : $"has {bytes - 1} bytes; at most {MaxArgumentBytes} are allowed";
    }

    private static string Shown(string text) => $"'{(text.Length <= 80 ? text : text[..80] + "…").Replace("\0", "\\0")}'";
}
