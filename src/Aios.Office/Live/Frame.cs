using System.Buffers;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>
/// One serialized frame in a pooled buffer: written once, and the same memory goes to everybody. Whoever keeps it holds it; the last who
/// lets it go gives the buffer back.
/// </summary>
internal sealed class Frame
{
    private readonly int _length;
    private byte[]? _buffer;
    private int _holders = 1;

    private Frame(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    public int Length => _length;

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Held once, by the caller.</summary>
    public static Frame Write(string kind, Action<Utf8JsonWriter> members)
    {
        var pooled = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(pooled, LooseJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            members(writer);
            writer.WriteEndObject();
        }
        return new Frame(pooled.Bytes, pooled.Length);
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, null)!);
    }

    private sealed class PooledBuffer : IBufferWriter<byte>
    {
        public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(4_096);

        public int Length { get; private set; }

        public void Advance(int count) => Length += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Reserve(Math.Max(sizeHint, 1));
            return Bytes.AsMemory(Length);
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        private void Reserve(int more)
        {
            if (Bytes.Length - Length >= more)
                return;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Bytes.Length * 2, Length + more));
            Bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = larger;
        }
    }
}
