using System.Text;

namespace Aios.Platform.Processes;

/// <summary>Head and tail of what a child wrote; the middle is counted and dropped.</summary>
public sealed class CapturedOutput(int keptBytes)
{
    private readonly MemoryStream _head = new();
    private byte[] _tail = [];
    private int _next;

    /// <summary>Everything that was written, kept or not.</summary>
    public long TotalBytes { get; private set; }

    public long DroppedBytes => Math.Max(0, TotalBytes - _head.Length - _tail.Length);

    /// <summary>As UTF-8; a line in the middle says how much is left out.</summary>
    public string Text
    {
        get
        {
            if (DroppedBytes == 0)
                return Encoding.UTF8.GetString([.. _head.ToArray(), .. Tail()]);
            return $"{Encoding.UTF8.GetString(_head.ToArray())}\n… {DroppedBytes} bytes left out …\n{Encoding.UTF8.GetString(Tail())}";
        }
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        TotalBytes += bytes.Length;
        var toHead = (int)Math.Min(bytes.Length, keptBytes - _head.Length);
        _head.Write(bytes[..toHead]);
        bytes = bytes[toHead..];
        if (bytes.IsEmpty)
            return;
        if (_tail.Length + bytes.Length <= keptBytes)
        {
            _tail = [.. _tail, .. bytes];
            return;
        }
        Rotate();
        if (bytes.Length > keptBytes)
            bytes = bytes[^keptBytes..];
        var first = Math.Min(bytes.Length, keptBytes - _next);
        bytes[..first].CopyTo(_tail.AsSpan(_next));
        bytes[first..].CopyTo(_tail);
        _next = (_next + bytes.Length) % keptBytes;
    }

    /// <summary>From growing to going round; the first turn fills what is still free.</summary>
    private void Rotate()
    {
        if (_tail.Length == keptBytes)
            return;
        var grown = new byte[keptBytes];
        _tail.CopyTo(grown, keptBytes - _tail.Length);
        _tail = grown;
    }

    private byte[] Tail() => [.. _tail[_next..], .. _tail[.._next]];
}
