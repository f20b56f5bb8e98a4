namespace Aios.Platform.Hocon;

/// <summary>Values written side by side become one: texts are joined, lists appended, objects merged.</summary>
internal static class HoconJoin
{
    /// <summary>Joins resolved pieces; a piece without node is an optional substitution without value. Null when nothing is left.</summary>
    public static HoconNode? Join(IReadOnlyList<HoconPiece> pieces, HoconOrigin at)
    {
        HoconNode? first = null;
        foreach (var piece in pieces)
            first ??= piece.Node;
        return first switch
        {
            null => null,
            HoconScalar => JoinTexts(pieces, at),
            HoconArray => JoinLists(pieces, at),
            _ => JoinObjects(pieces, at),
        };
    }

    private static HoconScalar JoinTexts(IReadOnlyList<HoconPiece> pieces, HoconOrigin at)
    {
        var quoted = false;
        var parts = new List<string>(pieces.Count * 2);
        foreach (var piece in pieces)
        {
            parts.Add(piece.Blanks);
            if (piece.Node is null)
                continue;
            var scalar = piece.Node as HoconScalar ?? throw Mixed(piece.Node, "a text");
            quoted |= scalar.Quoted;
            parts.Add(scalar.Text);
        }
        return new HoconScalar(string.Concat(parts), quoted, at);
    }

    private static HoconArray JoinLists(IReadOnlyList<HoconPiece> pieces, HoconOrigin at)
    {
        var items = new List<HoconNode>();
        foreach (var piece in pieces)
        {
            if (piece.Node is not null)
                items.AddRange((piece.Node as HoconArray ?? throw Mixed(piece.Node, "a list")).Items);
        }
        return new HoconArray(items, at);
    }

    private static HoconObject JoinObjects(IReadOnlyList<HoconPiece> pieces, HoconOrigin at)
    {
        var merged = new HoconObject(at);
        foreach (var piece in pieces)
        {
            if (piece.Node is null)
                continue;
            var over = piece.Node as HoconObject ?? throw Mixed(piece.Node, "an object");
            foreach (var (name, value) in over.Members)
            {
                var under = merged.Members.GetValueOrDefault(name);
                merged.Set(name, under is null ? value : HoconLayers.Over(value, under), over.KeyOrigin(name));
            }
        }
        return merged;
    }

    private static HoconException Mixed(HoconNode node, string first) =>
        new($"{node.Kind} cannot stand beside {first}; only texts, only lists or only objects can be written side by side", node.Origin);
}
