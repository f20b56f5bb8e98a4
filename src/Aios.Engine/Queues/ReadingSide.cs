using System.Runtime.InteropServices;

namespace Aios.Engine.Queues;

/// <summary>Where the reader of a queue is: kept apart from what its writers use, so that neither waits for the other's cache line.</summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct ReadingSide
{
    [FieldOffset(56)]
    public Chunk Chunk;

    /// <summary>Of that chunk.</summary>
    [FieldOffset(64)]
    public Slot[] Slots;

    /// <summary>How many places were passed since the beginning.</summary>
    [FieldOffset(72)]
    public long Read;

    /// <summary>The next place in the chunk.</summary>
    [FieldOffset(80)]
    public int Index;

    /// <summary>How often in a row nothing was there.</summary>
    [FieldOffset(84)]
    public int InVain;
}
