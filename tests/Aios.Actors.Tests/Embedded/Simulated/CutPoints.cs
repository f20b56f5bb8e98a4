namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Where a node ends: at one of its writes.</summary>
/// <param name="Number">Of the write, from 1.</param>
/// <param name="IsAfter">It is done, and nobody hears of it.</param>
internal readonly record struct CutPoint(int Number, bool IsAfter);

/// <summary>Every write, sync and commit of a node, counted once it is wanted; the node may end at one of them.</summary>
internal sealed class CutPoints
{
    private readonly List<string> _seen = [];
    private CutPoint? _at;
    private bool _counts;

    /// <summary>What was written, one by one.</summary>
    public IReadOnlyList<string> Seen => _seen;

    /// <param name="at">Null: it ends nowhere.</param>
    public void Begin(CutPoint? at) => (_at, _counts) = (at, true);

    public void Stop() => _counts = false;

    /// <returns>The node ends before it.</returns>
    public bool EndsBefore(string operation)
    {
        if (!_counts)
            return false;
        _seen.Add(operation);
        return IsHere(isAfter: false);
    }

    /// <returns>The node ends behind it.</returns>
    public bool EndsAfter() => _counts && IsHere(isAfter: true);

    private bool IsHere(bool isAfter)
    {
        if (_at is not { } at || at != new CutPoint(_seen.Count, isAfter))
            return false;
        Stop();
        return true;
    }
}
