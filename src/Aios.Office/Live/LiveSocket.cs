using System.Buffers;
using System.Net.WebSockets;
using Aios.Office.Answers;

namespace Aios.Office.Live;

/// <summary>One WebSocket: hands hellos to the projection and sends what waits in the viewer's outbox. Nobody but itself waits for it.</summary>
/// <param name="abort">Cuts the connection, whatever it is doing.</param>
internal sealed class LiveSocket(
    WebSocket socket,
    Viewer viewer,
    Projection projection,
    LiveLimits limits,
    TimeProvider clock,
    Action abort
)
{
    private readonly long _began = clock.GetTimestamp();

    /// <summary>Returns when the socket is closed or cut.</summary>
    public async Task Run()
    {
        if (!projection.Enter(viewer))
            viewer.End(Farewell.TooMany);
        await using var patience = clock.CreateTimer(_ => viewer.End(Farewell.NoHello), null, limits.HelloWithin, Timeout.InfiniteTimeSpan);
        var (sending, receiving) = (Send(), Receive(patience));
        try
        {
            await Task.WhenAny(receiving, viewer.Ending);
            await Soon(receiving);
        }
        finally
        {
            projection.Leave(viewer);
            viewer.End(Farewell.Left);
            await Soon(sending);
        }
    }

    // Whoever does not close after a farewell, or takes nothing any more, is cut off.
    private async Task Soon(Task end)
    {
        try
        {
            await end.WaitAsync(limits.Goodbye, clock);
        }
        catch (TimeoutException)
        {
            abort();
            await end;
        }
    }

    private async Task Receive(ITimer patience)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(limits.InboundBytes + 1);
        try
        {
            var hellos = TokenBucket.Full(limits.HelloBurst, 0);
            while (await Next(buffer) is { } frame)
            {
                // After a farewell only the end of the other side is waited for.
                if (viewer.Farewell is not null)
                    continue;
                (hellos, var isTaken) = hellos.Refill(limits.HellosPerSecond, limits.HelloBurst, Elapsed()).Take();
                var (hello, fault) = Hello.Read(frame);
                if (hello is null)
                    viewer.End(Farewell.Faulty(fault!));
                else if (!isTaken)
                    viewer.End(Farewell.TooOften);
                else
                {
                    patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    projection.Greet(viewer, hello);
                }
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // It broke off; nobody is there to be told.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>The next text, or nothing of one that is not taken; null: the other side has closed.</returns>
    private async Task<ReadOnlyMemory<byte>?> Next(byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (part.MessageType == WebSocketMessageType.Binary)
                viewer.End(Farewell.NotText);
            length += part.Count;
            if (length > limits.InboundBytes)
                viewer.End(Farewell.TooLong(limits.InboundBytes));
            if (viewer.Farewell is not null)
                length = 0;
            if (part.EndOfMessage)
                return buffer.AsMemory(0, length);
        }
    }

    private async Task Send()
    {
        try
        {
            while (viewer.Farewell is null)
                if (viewer.Outbox.Take() is { } frame)
                    await Send(frame);
                else if (!projection.Pay(viewer))
                    await viewer.Outbox.News();
            if (viewer.Farewell != Farewell.Left)
                await Send(Frames.Bye(viewer.Farewell));
            await socket.CloseOutputAsync(viewer.Farewell.Status, viewer.Farewell.Reason, CancellationToken.None);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            abort();
        }
    }

    private async Task Send(Frame frame)
    {
        viewer.SendingSince = clock.GetTimestamp();
        try
        {
            await socket.SendAsync(frame.Memory, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            viewer.SendingSince = null;
            frame.LetGo();
        }
    }

    private double Elapsed() => clock.GetElapsedTime(_began).TotalMilliseconds;

    private static bool IsGone(Exception error) =>
        error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
