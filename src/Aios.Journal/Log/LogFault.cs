namespace Aios.Journal.Log;

/// <summary>Where the chain of the event log breaks.</summary>
/// <param name="File">Name relative to the data folder.</param>
/// <param name="Line">From 1.</param>
/// <param name="Seq">The sequence number that belongs there.</param>
/// <param name="What">The member or property that is wrong.</param>
/// <param name="Expected">What the record before demands.</param>
/// <param name="Actual">What stands there.</param>
public sealed record LogFault(string File, long Line, long Seq, string What, string Expected, string Actual)
{
    public override string ToString() => $"{File}:{Line}: {What} of record {Seq} is {Actual}, must be {Expected}";
}

/// <summary>A record before the end of the log is not what was written. Nothing was opened for writing and nothing was changed.</summary>
public sealed class LogCorruptException(LogFault fault)
    : IOException($"The event log is corrupt. {fault}. Restore the file from a backup, or move it and all newer day files away.")
{
    public LogFault Fault { get; } = fault;
}
