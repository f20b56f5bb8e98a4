using Aios.Platform.Threads;

namespace Aios.Platform.Probes;

/// <summary>A disk or a remote file system may hold whoever reads for ever: that is to be a thread nobody else needs.</summary>
internal static class OwnThread
{
    /// <exception cref="IOException">Not in time; the thread is left to itself.</exception>
    public static async Task<T> Run<T>(string name, Func<T> look, TimeSpan within)
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        DedicatedThread.Start(name, () => seen.SetResult(look()), fault => seen.SetException(fault));
        try
        {
            return await seen.Task.WaitAsync(within).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new IOException(Spans.NoAnswer(within));
        }
    }
}
