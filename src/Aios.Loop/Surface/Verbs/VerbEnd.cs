namespace Aios.Loop.Surface.Verbs;

/// <summary>How a verb ended.</summary>
/// <param name="Code">One of <see cref="ExitCode"/>.</param>
/// <param name="Error">For people, on stderr; also with <see cref="ExitCode.Unhealthy"/> it may be null.</param>
public readonly record struct VerbEnd(int Code, string? Error = null)
{
    public static VerbEnd Done => new(ExitCode.Done);

    public static VerbEnd Failed(string error) => new(ExitCode.Failed, error);

    public static VerbEnd Usage(string error) => new(ExitCode.Usage, error);

    public static VerbEnd Refused(string error) => new(ExitCode.Refused, error);
}
