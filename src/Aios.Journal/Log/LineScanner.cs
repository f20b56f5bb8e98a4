using System.Buffers;

namespace Aios.Journal.Log;

/// <summary>Reads a day line by line through one buffer.</summary>
internal sealed class LineScanner(LogBytes bytes) : IDisposable
{
    private const int Block = 256 * 1024;

    /// <summary>Before every line stand so many bytes that the caller may borrow (see <see cref="LineWriter.HashOf"/>).</summary>
    public const int Headroom = LineFormat.HashBytes;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Block);
    private int _start = Headroom;
    private int _end = Headroom;
    private int _lineStart;
    private int _lineLength;

    /// <summary>Where the next line begins, counted in plain bytes from where reading began.</summary>
    public long Offset { get; private set; }

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The line without its line feed.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>The line and the headroom before it.</summary>
    public Span<byte> CurrentWithHeadroom => _buffer.AsSpan(_lineStart - Headroom, _lineLength + Headroom);

    /// <summary>Bytes after the last line feed; known once <see cref="Next"/> gave false. Positive also for a line over the bound.</summary>
    public int Left => _end - _start;

    /// <summary>True when a line was longer than any line may be.</summary>
    public bool TooLong { get; private set; }

    public bool Next()
    {
        var searched = _start;
        while (true)
        {
            var feed = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                _lineStart = _start;
                _lineLength = searched + feed - _start;
                _start += _lineLength + 1;
                Offset += _lineLength + 1;
                Line++;
                return true;
            }
            var unfinished = _end - _start;
            TooLong = unfinished > LineFormat.MaxLineBytes;
            if (TooLong || !Fill())
                return false;
            searched = _start + unfinished;
        }
    }

    public void Dispose()
    {
        bytes.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool Fill()
    {
        var left = Left;
        var target = left + Headroom > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_start, left).CopyTo(target.AsSpan(Headroom));
        if (target != _buffer)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
        _start = Headroom;
        _end = Headroom + left;
        var read = bytes.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
