namespace Aios.Engine.Queues;

/// <summary>A stretch of places.</summary>
/// <param name="size">How many.</param>
/// <param name="first">The number of its first place.</param>
internal sealed class Chunk(int size, long first)
{
    public readonly Slot[] Slots = new Slot[size];
    public readonly long First = first;

    /// <summary>How many places writers have asked for; more than there are when some had to go on to the next chunk.</summary>
    public int Claimed;
    public Chunk? Next;
}

/// <summary>What one place holds, 16 bytes: its message is written last and makes it visible to the reader, who empties it.</summary>
internal struct Slot
{
    public object? Message;
    public object? Sender;
}
