using Aios.Loop.Vocabulary;

namespace Aios.Node.Settings;

/// <summary>How much is written to the log, least first.</summary>
internal enum LogLevel
{
    Verbose,
    Debug,
    Info,
    Warn,
    Error,
}

/// <param name="Files">Files that are kept, the newest included; 1 to 100.</param>
/// <param name="FileSizeBytes">Size at which the next file begins; 64 KiB to 1 GiB.</param>
internal sealed record LogSettings(LogLevel Level, int Files, long FileSizeBytes)
{
    public static LogSettings Default { get; } = new(LogLevel.Info, 5, 10L << 20);

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix)
            .Range("files", Files, 1, 100, "files")
            .That(FileSizeBytes is >= 64 << 10 and <= 1 << 30, "file-size", $"{FileSizeBytes} bytes", "between 64KiB and 1GiB")
            .Found;
}

/// <param name="Grace">From the first SIGTERM to the end; 1 s to 10 min.</param>
internal sealed record ShutdownSettings(TimeSpan Grace)
{
    public static ShutdownSettings Default { get; } = new(TimeSpan.FromSeconds(25));

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix).Range("grace", Grace, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)).Found;
}

/// <param name="MaxClients">Served at once; 1 to 64.</param>
/// <param name="MaxLineBytes">Longest line of a request; 1 KiB to 1 MiB.</param>
/// <param name="ReadTimeout">For one question; 1 s to 5 min.</param>
internal sealed record InspectionSettings(int MaxClients, int MaxLineBytes, TimeSpan ReadTimeout)
{
    public static InspectionSettings Default { get; } = new(8, 64 << 10, TimeSpan.FromSeconds(30));

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix)
            .Range("max-clients", MaxClients, 1, 64, "clients")
            .That(MaxLineBytes is >= 1 << 10 and <= 1 << 20, "max-line", $"{MaxLineBytes} bytes", "between 1KiB and 1MiB")
            .Range("read-timeout", ReadTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5))
            .Found;
}
