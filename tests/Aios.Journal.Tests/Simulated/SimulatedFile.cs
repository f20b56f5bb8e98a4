namespace Aios.Journal.Tests.Simulated;

/// <summary>One file: what everybody sees of it, and what of that is on the disk.</summary>
internal sealed class SimulatedFile
{
    private const int Sector = 512;

    private readonly List<(long Offset, byte[]? Bytes)> _unsynced = [];
    private readonly Content _durable = new();
    private readonly Content _seen = new();

    public int Length => _seen.Length;

    public int Read(Span<byte> buffer, long offset)
    {
        var part = _seen.From(offset);
        part = part[..Math.Min(part.Length, buffer.Length)];
        part.CopyTo(buffer);
        return part.Length;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.IsEmpty)
            return;
        _unsynced.Add((offset, bytes.ToArray()));
        _seen.Write(bytes, offset);
    }

    public void Truncate(long length)
    {
        _unsynced.Add((length, null));
        _seen.Cut(length);
    }

    public void Sync()
    {
        foreach (var (offset, bytes) in _unsynced)
            Apply(offset, bytes);
        _unsynced.Clear();
    }

    /// <summary>What was not synced never will be, although it is seen.</summary>
    public void Forget() => _unsynced.Clear();

    /// <summary>All that was synced is there, and of the rest what chance brought down, sector by sector.</summary>
    public void CutPower(Random random)
    {
        foreach (var (offset, bytes) in _unsynced)
            if (bytes is null)
            {
                if (random.Next(2) == 0)
                    Apply(offset, null);
            }
            else
            {
                for (int at = 0, next; at < bytes.Length; at = next)
                {
                    next = (int)Math.Min(bytes.Length, at + Sector - (offset + at) % Sector);
                    if (random.Next(2) == 0)
                        _durable.Write(bytes.AsSpan(at, next - at), offset + at);
                }
            }
        _unsynced.Clear();
        _seen.Cut(0);
        _seen.Write(_durable.From(0), 0);
    }

    /// <summary>Damages it; a second time undoes the first.</summary>
    public void Flip(int bit) => _seen.Flip(bit);

    private void Apply(long offset, byte[]? bytes)
    {
        if (bytes is null)
            _durable.Cut(offset);
        else
            _durable.Write(bytes, offset);
    }

    private sealed class Content
    {
        private byte[] _bytes = [];

        public int Length { get; private set; }

        public ReadOnlySpan<byte> From(long offset) => _bytes.AsSpan((int)Math.Min(offset, Length)..Length);

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            Grow((int)offset + bytes.Length);
            bytes.CopyTo(_bytes.AsSpan((int)offset));
            Length = Math.Max(Length, (int)offset + bytes.Length);
        }

        public void Cut(long length)
        {
            Grow((int)length);
            _bytes.AsSpan((int)length).Clear();
            Length = (int)length;
        }

        public void Flip(int bit) => _bytes[bit / 8] ^= (byte)(1 << (bit % 8));

        private void Grow(int length)
        {
            if (length > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));
        }
    }
}
