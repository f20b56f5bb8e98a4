using System.Threading.Channels;

namespace Aios.Office.Live;

/// <summary>The frames that wait for one socket. Whoever fills it never waits; any thread.</summary>
internal sealed class Outbox
{
    private readonly Lock _gate = new();
    private readonly Queue<(Frame Frame, bool IsOfStream)> _frames = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private int _ofStreams;
    private long _bytes;
    private bool _isClosed;

    /// <summary>Holds the frame until it is taken; false when it is full, and the frame is not in it.</summary>
    /// <param name="isOfStream">What is about the socket itself counts by its bytes alone.</param>
    public bool Put(Frame frame, bool isOfStream = true)
    {
        lock (_gate)
        {
            if (_isClosed)
                return true;
            if (_frames.Count > 0 && !ReaderRules.HasRoom(isOfStream ? _ofStreams : 0, _bytes, frame.Length))
                return false;
            frame.Hold();
            _frames.Enqueue((frame, isOfStream));
            _ofStreams += isOfStream ? 1 : 0;
            _bytes += frame.Length;
        }
        Wake();
        return true;
    }

    /// <summary>Held by the caller from now on; null when none is there.</summary>
    public Frame? Take()
    {
        lock (_gate)
        {
            if (!_frames.TryDequeue(out var next))
                return null;
            _ofStreams -= next.IsOfStream ? 1 : 0;
            _bytes -= next.Frame.Length;
            return next.Frame;
        }
    }

    /// <summary>Whether all of them could be put in now.</summary>
    public bool HasRoom(IReadOnlyList<Frame> frames)
    {
        lock (_gate)
            return frames.Count == 0 || ReaderRules.HasRoom(_ofStreams + frames.Count - 1, _bytes, frames.Sum(frame => frame.Length));
    }

    public void Clear()
    {
        lock (_gate)
        {
            while (_frames.TryDequeue(out var next))
                next.Frame.LetGo();
            (_ofStreams, _bytes) = (0, 0);
        }
        Wake();
    }

    /// <summary>Nothing is taken in any more.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
        Clear();
    }

    /// <summary>Returns when there may be something to do.</summary>
    public ValueTask<bool> News() => _news.Reader.ReadAsync();

    public void Wake() => _news.Writer.TryWrite(true);
}
