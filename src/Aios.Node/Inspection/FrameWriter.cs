using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;

namespace Aios.Node.Inspection;

/// <summary>Writes frames to one client, one at a time; a client that does not take them in time is given up.</summary>
internal sealed class FrameWriter(Stream stream, TimeProvider clock, TimeSpan timeout) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isCut;

    /// <exception cref="ClientGoneException">It left, takes nothing, or an earlier frame to it was cut short.</exception>
    public async Task Write(ReadOnlyMemory<byte> frame, Func<bool>? isWanted, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (isWanted is not null && !isWanted())
                throw new OperationCanceledException("the verb is over");
            // What came now would stand on the same line as half of the frame before.
            if (_isCut)
                throw new ClientGoneException("an answer to it was cut short");
            using var limit = new CancellationTokenSource(timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
            _isCut = true;
            await stream.WriteAsync(frame, either.Token);
            _isCut = false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested && isWanted?.Invoke() != false)
        {
            throw new ClientGoneException($"it took no answer for {timeout.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new ClientGoneException("it left");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

/// <summary>A verb's output as frames; deaf once the verb is over.</summary>
internal sealed class FrameOutput(string id, FrameWriter writer, CancellationToken cancel) : IVerbOutput
{
    private volatile bool _isOver;

    public async ValueTask Item(JsonElement item) => await writer.Write(VerbFrames.Item(id, item), IsWanted, cancel);

    public async ValueTask Progress(string text) => await writer.Write(VerbFrames.Progress(id, text), IsWanted, cancel);

    public void End() => _isOver = true;

    private bool IsWanted() => !_isOver;
}
