using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aios.Engine.Queues;

/// <summary>
/// First in, first out over linked arrays. A writer claims a place with one atomic increment and then fills it; the reader takes places in
/// order and needs no atomic operation. Chunks grow with the backlog, so that an idle actor holds a small one.
/// </summary>
internal class ChunkQueue<TSender> : MessageQueue<TSender>
    where TSender : class
{
    private const int SmallestChunk = 4;
    private const int LargestChunk = 256;
    private const int Closed = 1 << 30;
    private readonly int _bound;
    private Chunk _tail;
    private long _limit;
    protected ReadingSide Reading;

    /// <param name="bound">In messages.</param>
    public ChunkQueue(int bound)
    {
        _limit = _bound = bound;
        _tail = new Chunk(SmallestChunk, 0);
        Reading = new ReadingSide { Chunk = _tail, Slots = _tail.Slots };
    }

    public override long Count => Math.Max(0, Written - Read);

    /// <summary>Writers ask before they go on from this place, numbered since the beginning.</summary>
    protected long Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    /// <summary>How many places were claimed since the beginning.</summary>
    protected long Written
    {
        get
        {
            var chunk = Volatile.Read(ref _tail);
            var claimed = Volatile.Read(ref chunk.Claimed);
            return claimed >= Closed ? Read : chunk.First + Math.Min(claimed, chunk.Slots.Length);
        }
    }

    /// <summary>How many places were passed since the beginning.</summary>
    private long Read => Volatile.Read(ref Reading.Read);

    public override bool HasMessages
    {
        get
        {
            var chunk = Reading.Chunk;
            var index = Read - chunk.First;
            if (index < chunk.Slots.Length)
                return Volatile.Read(ref chunk.Claimed) > index;
            var following = Volatile.Read(ref chunk.Next);
            return following is not null && Volatile.Read(ref following.Claimed) > 0;
        }
    }

    /// <summary>Nothing more goes in.</summary>
    public bool IsClosed => Volatile.Read(ref Volatile.Read(ref _tail).Claimed) >= Closed;

    public override bool TryEnqueue(object message, TSender? sender, bool force = false)
    {
        while (true)
        {
            var chunk = Volatile.Read(ref _tail);
            var slots = chunk.Slots;
            var claimed = Volatile.Read(ref chunk.Claimed);
            if (claimed < slots.Length)
            {
                if (chunk.First + claimed >= Volatile.Read(ref _limit) && !force && !Extend())
                    return false;
                var index = Interlocked.Increment(ref chunk.Claimed) - 1;
                if (index < slots.Length)
                {
                    slots[index].Sender = sender;
                    Volatile.Write(ref slots[index].Message, message);
                    return true;
                }
                claimed = index;
            }
            if (claimed >= Closed)
                return false;
            Append(chunk);
        }
    }

    public override bool TryDequeue(out Envelope<TSender> envelope)
    {
        ref var reading = ref Reading;
        var slots = reading.Slots;
        if ((uint)reading.Index >= (uint)slots.Length)
        {
            if (Volatile.Read(ref reading.Chunk.Next) is not { } following)
            {
                envelope = default;
                return false;
            }
            reading.Chunk = following;
            reading.Slots = slots = following.Slots;
            reading.Index = 0;
        }
        ref var slot = ref slots[reading.Index];
        if (Volatile.Read(ref slot.Message) is not { } message)
        {
            envelope = default;
            return false;
        }
        envelope = new Envelope<TSender>(message, Unsafe.As<TSender?>(slot.Sender));
        slot = default;
        reading.Index++;
        Volatile.Write(ref reading.Read, reading.Read + 1);
        return true;
    }

    /// <summary>Lets writers find another queue. False when something is in this one, or is being written.</summary>
    protected bool TryClose()
    {
        while (true)
        {
            var chunk = Volatile.Read(ref _tail);
            var claimed = Volatile.Read(ref chunk.Claimed);
            if (claimed >= chunk.Slots.Length)
                Append(chunk);
            else
                return chunk.First + claimed == Read && Interlocked.CompareExchange(ref chunk.Claimed, Closed, claimed) == claimed;
        }
    }

    /// <summary>Asked when the known limit is reached: looks at what was read meanwhile.</summary>
    protected virtual bool Extend()
    {
        var limit = Read + _bound;
        Volatile.Write(ref _limit, limit);
        return Written < limit;
    }

    private void Append(Chunk full)
    {
        if (Volatile.Read(ref full.Next) is not { } following)
        {
            var backlog = full.First + full.Slots.Length - Read;
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(backlog, SmallestChunk, LargestChunk));
            var made = new Chunk(size, full.First + full.Slots.Length);
            following = Interlocked.CompareExchange(ref full.Next, made, null) ?? made;
        }
        Interlocked.CompareExchange(ref _tail, following, full);
    }
}
