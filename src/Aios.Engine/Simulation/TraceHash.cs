using System.Globalization;

namespace Aios.Engine.Simulation;

/// <summary>
/// FNV-1a, 64 bits (Fowler, Noll, Vo: http://www.isthe.com/chongo/tech/comp/fnv/), over the UTF-16 units of what happened, and the newest
/// lines of it.
/// </summary>
internal sealed class TraceHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int Kept = 64;

    private readonly Queue<(TimeSpan At, string What, string Detail)> _newest = new();
    private ulong _hash = Basis;

    public string Text => _hash.ToString("x16", CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Newest =>
        [.. _newest.Select(line => $"{line.At.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture)} {line.What} {line.Detail}")];

    public void Add(TimeSpan at, string what, string detail)
    {
        Mix((ulong)at.Ticks);
        Mix(what);
        Mix(detail);
        if (_newest.Count == Kept)
            _newest.Dequeue();
        _newest.Enqueue((at, what, detail));
    }

    private void Mix(string text)
    {
        foreach (var unit in text)
            Mix(unit);
        Mix(text.Length);
    }

    private void Mix(ulong value)
    {
        for (var i = 0; i < 4; i++, value >>= 16)
            Mix((int)(value & 0xffff));
    }

    private void Mix(int unit) => _hash = (_hash ^ (ushort)unit) * Prime;
}
