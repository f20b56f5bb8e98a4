namespace Aios.Platform.Hocon;

/// <summary>A value that is known only once the whole tree is composed.</summary>
internal abstract class HoconDeferred(HoconOrigin origin) : HoconNode(origin)
{
    public override string Kind => "an unresolved value";
}

/// <summary><c>${path}</c>, or <c>${?path}</c> when <paramref name="optional"/>.</summary>
internal sealed class HoconSubstitution(IReadOnlyList<string> path, bool optional, HoconOrigin origin) : HoconDeferred(origin)
{
    public IReadOnlyList<string> Path { get; } = path;

    public bool Optional { get; } = optional;

    public override string ToString() => $"${{{(Optional ? "?" : "")}{string.Join('.', Path)}}}";
}

/// <summary>One part of a value made of several, with the blanks written before it.</summary>
internal readonly record struct HoconPiece(string Blanks, HoconNode? Node);

/// <summary>Values written side by side, of which at least one is a substitution.</summary>
internal sealed class HoconConcatenation(IReadOnlyList<HoconPiece> pieces, HoconOrigin origin) : HoconDeferred(origin)
{
    public IReadOnlyList<HoconPiece> Pieces { get; } = pieces;
}

/// <summary><c>key += item</c>: the items go behind whatever list the key had before.</summary>
internal sealed class HoconAddition(List<HoconNode> items, HoconOrigin origin) : HoconDeferred(origin)
{
    public IReadOnlyList<HoconNode> Items => items;

    public void Append(HoconNode item) => items.Add(item);
}

/// <summary>Values given one after the other to the same key, oldest first, that cannot be merged before they are resolved.</summary>
internal sealed class HoconLayers(List<HoconNode> layers) : HoconDeferred(layers[^1].Origin)
{
    public int Count => layers.Count;

    public HoconNode Top => layers[^1];

    public HoconNode this[int index] => layers[index];

    /// <summary>Adds a later value in place: only for a tree being read.</summary>
    public void Put(HoconNode over)
    {
        if (Top is HoconObject top && over is HoconObject more)
            top.Absorb(more);
        else
            layers.Add(over);
    }

    /// <summary>True when the later value does not simply replace the earlier one and one of them is not known yet.</summary>
    public static bool MustWait(HoconNode over, HoconNode under) =>
        over is HoconDeferred || (over is HoconObject && under is HoconDeferred);

    /// <summary>The later value over the earlier one; neither is changed.</summary>
    public static HoconNode Over(HoconNode over, HoconNode under)
    {
        if (over is HoconObject top && under is HoconObject bottom)
            return bottom.With(top);
        return MustWait(over, under) ? new HoconLayers([.. Flat(under), .. Flat(over)]) : over;
    }

    private static IEnumerable<HoconNode> Flat(HoconNode node)
    {
        if (node is not HoconLayers stacked)
            return [node];
        return Enumerable.Range(0, stacked.Count).Select(index => stacked[index]);
    }
}
