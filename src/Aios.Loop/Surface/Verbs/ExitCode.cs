namespace Aios.Loop.Surface.Verbs;

/// <summary>What a verb says when it ends; also the process's exit code.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>It failed; also: the data folder is in use, not writable or damaged.</summary>
    public const int Failed = 1;

    /// <summary>It worked, and what it found is not well.</summary>
    public const int Unhealthy = 2;

    /// <summary>A usage or configuration fault.</summary>
    public const int Usage = 3;

    public const int NotReachable = 4;

    /// <summary>Role, read-only, missing confirmation, or a caller who may not ask at all.</summary>
    public const int Refused = 5;

    public const int Unhandled = 70;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
