namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>What of one file lasts, and what only seems to be there.</summary>
internal sealed class DiskImage
{
    private const int Sector = 512;

    private readonly List<(long Offset, byte[]? Bytes)> _unsynced = [];
    private readonly MemoryStream _durable = new();

    public DiskImage(byte[] durable) => Reset(durable);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => _unsynced.Add((offset, bytes.ToArray()));

    public void Truncate(long length) => _unsynced.Add((length, null));

    public void Sync()
    {
        foreach (var (offset, bytes) in _unsynced)
            Apply(offset, bytes);
        _unsynced.Clear();
    }

    /// <summary>What was not synced never will be.</summary>
    public void Forget() => _unsynced.Clear();

    public void Reset(byte[] durable)
    {
        _unsynced.Clear();
        _durable.SetLength(0);
        _durable.Write(durable);
    }

    /// <param name="draw">A number from 0 up to the given one.</param>
    public byte[] AfterCut(Func<int, int> draw)
    {
        foreach (var (offset, bytes) in _unsynced)
            if (bytes is null)
            {
                if (draw(2) == 0)
                    Apply(offset, null);
            }
            else
            {
                for (long at = 0, next; at < bytes.Length; at = next)
                {
                    next = Math.Min(bytes.Length, at + Sector - (offset + at) % Sector);
                    if (draw(2) == 0)
                        Apply(offset + at, bytes[(int)at..(int)next]);
                }
            }
        Reset(_durable.ToArray());
        return _durable.ToArray();
    }

    private void Apply(long offset, byte[]? bytes)
    {
        if (bytes is null)
        {
            _durable.SetLength(offset);
            return;
        }
        if (_durable.Length < offset)
            _durable.SetLength(offset);
        _durable.Position = offset;
        _durable.Write(bytes);
    }
}
