namespace Aios.Actors.Spine;

/// <summary>Which records an actor has heard of. In a flood its mailbox refuses some: the next one that it hears shows that.</summary>
/// <param name="from">The newest record that it knew when it began to listen.</param>
internal sealed class Hearing(long from)
{
    /// <summary>The newest record that it heard of.</summary>
    public long Newest { get; private set; } = from;

    /// <summary>Records up to this one were published by now, and some of them never came.</summary>
    public bool Misses(long upTo) => upTo > Newest;

    /// <returns>Some before it never came.</returns>
    public bool Hear(long seq)
    {
        var misses = Misses(seq - 1);
        Newest = Math.Max(Newest, seq);
        return misses;
    }
}
