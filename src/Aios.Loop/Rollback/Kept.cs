using System.Collections.Immutable;

namespace Aios.Loop.Rollback;

/// <summary>How far an actor's past reaches back.</summary>
/// <param name="FromSeq">The state after every fact from this one on can be had; 0 is the beginning.</param>
/// <param name="SinceWall">Time of the oldest state, in milliseconds since the Unix epoch; 0 when nothing happened yet.</param>
/// <param name="Items">Oldest first.</param>
public sealed record Kept(long FromSeq, long SinceWall, ImmutableArray<KeptSnapshot> Items)
{
    /// <summary>So many snapshots are kept.</summary>
    public const int Most = 5;

    public static Kept Nothing { get; } = new(0, 0, []);

    /// <summary>With one more snapshot; the oldest goes, and with it the facts that only it needs.</summary>
    /// <remarks>Facts go only while <see cref="Most"/> are kept: a snapshot that cannot be read must not be missed.</remarks>
    public Kept With(KeptSnapshot snapshot)
    {
        ImmutableArray<KeptSnapshot> items = [.. Items.Where(each => each.Seq < snapshot.Seq), snapshot];
        if (items.Length > Most)
            items = items[^Most..];
        return items.Length < Most ? this with { Items = items } : new Kept(Math.Max(FromSeq, items[1].Seq), items[0].AtWall, items);
    }
}
