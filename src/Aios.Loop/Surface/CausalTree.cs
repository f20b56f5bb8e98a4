namespace Aios.Loop.Surface;

/// <summary>Every link under the one that caused it; those without a cause among them stand at the top.</summary>
public static class CausalTree
{
    /// <summary>Deeper ones stand at this depth.</summary>
    public const int MostDepth = 32;

    public static IEnumerable<(ChainLink Link, int Depth)> Of(IReadOnlyList<ChainLink> links)
    {
        var earlier = new HashSet<string>();
        var below = new Dictionary<string, List<ChainLink>>();
        var tops = new List<ChainLink>();
        // A cause stands before what it causes; what names a later one, or itself, has none here: there is no circle.
        foreach (var link in links)
        {
            if (link.Cause is { } cause && earlier.Contains(cause))
                below.TryAdd(cause, []);
            (link.Cause is { } known && below.TryGetValue(known, out var siblings) ? siblings : tops).Add(link);
            earlier.Add(link.Event.Value);
        }
        var open = new Stack<(ChainLink Link, int Depth)>();
        foreach (var top in Enumerable.Reverse(tops))
            open.Push((top, 0));
        var shown = new HashSet<long>();
        while (open.TryPop(out var next))
        {
            if (!shown.Add(next.Link.Seq))
                continue;
            yield return next;
            if (below.TryGetValue(next.Link.Event.Value, out var children))
                foreach (var child in Enumerable.Reverse(children))
                    open.Push((child, Math.Min(MostDepth, next.Depth + 1)));
        }
    }
}
