namespace Aios.Loop.Surface.Verbs;

/// <summary>How a verb ended.</summary>
/// <param name="Code">One of <see cref="ExitCode"/>.</param>
/// <param name="Error">For people, on stderr; also with <see cref="ExitCode.Unhealthy"/> it may be null.</param>
public readonly record struct VerbEnd(int Code, string? Error = null)
{
    public VerbFault Fault { get; init; }

    /// <summary>Everything that is wrong with the arguments, one sentence each; null when they were not what was wrong.</summary>
    public IReadOnlyList<string>? Faults { get; init; }

    /// <summary>Asking again sooner is of no use; null when nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static VerbEnd Done => new(ExitCode.Done);

    public static VerbEnd Failed(string error) => new(ExitCode.Failed, error);

    public static VerbEnd NotFound(string error) => new(ExitCode.Failed, error) { Fault = VerbFault.NotFound };

    public static VerbEnd Unavailable(string error) => new(ExitCode.Failed, error) { Fault = VerbFault.Unavailable };

    public static VerbEnd Unsupported(string error) => new(ExitCode.Failed, error) { Fault = VerbFault.Unsupported };

    public static VerbEnd Usage(string error) => Usage([error]);

    public static VerbEnd Usage(IReadOnlyList<string> faults) => new(ExitCode.Usage, string.Join("; ", faults)) { Faults = faults };

    public static VerbEnd Refused(string error) => new(ExitCode.Refused, error);

    /// <summary>Refused by what it is about, not for who asks.</summary>
    public static VerbEnd Conflict(string error) => new(ExitCode.Refused, error) { Fault = VerbFault.Conflict };
}
