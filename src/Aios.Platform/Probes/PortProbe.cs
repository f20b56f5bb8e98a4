using System.Diagnostics;
using System.Net.Sockets;

namespace Aios.Platform.Probes;

internal static class PortProbe
{
    public static async Task<PortReading> Look(string host, int port, TimeSpan within)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var socket = await Connect(host, port, within).ConfigureAwait(false);
            return new PortReading(true, Stopwatch.GetElapsedTime(start).TotalMilliseconds, "");
        }
        catch (IOException error)
        {
            return new PortReading(false, Stopwatch.GetElapsedTime(start).TotalMilliseconds, error.Message);
        }
    }

    /// <exception cref="IOException">No connection, or not in time; the message is the reason alone.</exception>
    public static async Task<Socket> Connect(string host, int port, TimeSpan within)
    {
        using var end = new CancellationTokenSource(within);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // A name that is looked up holds a thread of the pool; nobody waits for it longer than that.
            await socket.ConnectAsync(host, port, end.Token).AsTask().WaitAsync(end.Token).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw new IOException(Spans.NoAnswer(within));
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new IOException(error.Message, error);
        }
    }
}
