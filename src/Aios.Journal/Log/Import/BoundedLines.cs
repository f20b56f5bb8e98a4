using System.Buffers;

namespace Aios.Journal.Log.Import;

/// <summary>Lines of a stream that anybody wrote: any line end, the last may be missing, one that is too long costs no memory.</summary>
internal sealed class BoundedLines(Stream source, int longest) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(longest * 2);
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>The line is longer than allowed; <see cref="Current"/> is its beginning.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Without its line end.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    public bool Next()
    {
        Number++;
        IsTooLong = false;
        while (true)
        {
            var feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var length = feed >= 0 ? feed : _end - _start;
            if (feed < 0 && length <= longest && Fill())
                continue;
            if (feed < 0 && length == 0)
                return false;
            IsTooLong = length > longest;
            var shown = _buffer.AsMemory(_start, Math.Min(length, longest));
            Current = shown.Span.EndsWith("\r"u8) ? shown[..^1] : shown;
            _start += feed >= 0 ? length + 1 : length;
            if (IsTooLong && feed < 0)
                SkipLine();
            return true;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Keeps the beginning for the caller: it lies in a copy, the buffer is read over.</summary>
    private void SkipLine()
    {
        Current = Current.ToArray();
        while (true)
        {
            var feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            _start = feed >= 0 ? _start + feed + 1 : _end;
            if (feed >= 0 || !Fill())
                return;
        }
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = source.Read(_buffer.AsSpan(_end));
        _end += read;
        BytesRead += read;
        _ended = read == 0;
        return !_ended;
    }
}
