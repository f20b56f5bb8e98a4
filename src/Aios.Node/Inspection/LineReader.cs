namespace Aios.Node.Inspection;

/// <summary>Lines of a stream, none longer than allowed: a longer one is noticed before more of it is held.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private const int FirstSize = 4096;

    private byte[] _buffer = new byte[Math.Min(FirstSize, longest + 1)];
    private int _start;
    private int _end;
    private int _searched;

    /// <summary>The next line without its line feed. The bytes are valid until the next call.</summary>
    public async ValueTask<LineRead> Next(CancellationToken cancel)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = _buffer.AsMemory(_start, _searched + found - _start);
                _start = _searched = _searched + found + 1;
                return line.Length > longest ? LineRead.TooLong : new LineRead(LineKind.Line, line);
            }
            _searched = _end;
            if (_end - _start > longest)
                return LineRead.TooLong;
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
            if (read == 0)
                return new LineRead(_end > _start ? LineKind.Torn : LineKind.End, default);
            _end += read;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _searched, _start) = (_end - _start, _searched - _start, 0);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, longest + 1));
    }
}

internal readonly record struct LineRead(LineKind Kind, ReadOnlyMemory<byte> Line)
{
    public static LineRead TooLong => new(LineKind.TooLong, default);
}

internal enum LineKind
{
    Line,

    /// <summary>Longer than allowed; the reader is of no use any more.</summary>
    TooLong,

    /// <summary>The stream ended inside a line.</summary>
    Torn,
    End,
}
