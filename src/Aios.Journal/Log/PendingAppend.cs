using System.Buffers.Binary;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>Events on their way to the disk, already in their written form: for each a length and the body of its line.</summary>
internal sealed class PendingAppend : IDisposable
{
    private const int LengthBytes = 4;

    private readonly PooledBytes _bodies;
    private readonly Action<AppendResult> _completed;

    public PendingAppend(LineWriter writer, IReadOnlyList<Event> events, Action<AppendResult> completed)
    {
        Events = events;
        _completed = completed;
        _bodies = new PooledBytes(events.Count * 320);
        Urgency = events.Count == 0 ? Priority.P0 : Priority.P3;
        for (var i = 0; i < events.Count; i++)
        {
            Urgency = (Priority)Math.Min((int)Urgency, (int)events[i].Priority);
            var start = _bodies.Length;
            _bodies.Room(LengthBytes);
            _bodies.Length += LengthBytes;
            writer.WriteBody(_bodies, events[i]);
            var length = _bodies.Length - start - LengthBytes;
            LongestBody = Math.Max(LongestBody, length);
            BinaryPrimitives.WriteInt32LittleEndian(_bodies.From(start), length);
        }
    }

    public IReadOnlyList<Event> Events { get; }

    /// <summary>Timestamp of the question.</summary>
    public long Began { get; init; }

    /// <summary>The highest priority in it decides how long it is taken in.</summary>
    public Priority Urgency { get; }

    public int Bytes => _bodies.Length;

    public int LongestBody { get; }

    /// <summary>Gives the body at the offset and moves the offset on to the next.</summary>
    public ReadOnlySpan<byte> Body(ref int offset)
    {
        var rest = _bodies.Written[offset..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        offset += LengthBytes + length;
        return rest.Slice(LengthBytes, length);
    }

    public void Complete(AppendResult result) => _completed(result);

    public void Dispose() => _bodies.Dispose();
}
