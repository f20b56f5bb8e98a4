using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>Whether the disk works. After a failure it is left alone for a while, and appends are refused at once.</summary>
internal sealed class LogHealth(TimeProvider time, TimeSpan retryInterval)
{
    private volatile LogUnavailable? _trouble;
    private long _failedAt;

    /// <summary>The last failure that no successful batch has followed yet.</summary>
    public LogUnavailable? Trouble => _trouble;

    /// <summary>What to answer without trying; null when the disk may be tried.</summary>
    public LogUnavailable? Refusal =>
        _trouble is { } trouble && time.GetElapsedTime(Volatile.Read(ref _failedAt)) < retryInterval ? trouble : null;

    public void Recovered() => _trouble = null;

    public LogUnavailable Failed(Exception error)
    {
        Volatile.Write(ref _failedAt, time.GetTimestamp());
        var (reason, remedy) = error switch
        {
            DataFolderException folder => ($"The event log cannot write: {folder.Path}: {folder.Cause}", folder.Remedy.TrimEnd('.')),
            _ => (
                $"The event log cannot write: {error.Message.TrimEnd('.')}",
                "Check the disk and the kernel log; the log goes on by itself when the disk works"
            ),
        };
        return _trouble = new LogUnavailable(reason, remedy, retryInterval);
    }
}
