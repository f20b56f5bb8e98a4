namespace Aios.Journal.Log.Indexing;

/// <summary>Asks of a block whether anything that is looked for can be in it.</summary>
internal sealed class BlockFilter(EventFilter asked, IReadOnlyList<TypePattern> types, byte[]? source, byte[]? traceId)
{
    private readonly ulong? _source = source is null ? null : Bloom.KeyOf(source);
    private readonly ulong? _trace = traceId is null ? null : Bloom.KeyOf(traceId);
    private readonly int _severities = -1 << (int)asked.AtLeast;
    private readonly int _severeAnyway = asked.OrAtLeast is { } least ? -1 << (int)least : 0;

    /// <param name="index">Stands at the block.</param>
    /// <param name="fits">Which of the day's types fit, as far as it was asked before; begins empty with each day.</param>
    public bool MayHold(IndexReader index, List<bool> fits)
    {
        ref readonly var block = ref index.Facts;
        while (fits.Count < index.Types.Count)
            fits.Add(Fits(index.Types[fits.Count]));
        return block.LastSeq >= asked.FromSeq
            && block.FirstSeq <= asked.ToSeq
            && block.LatestTime >= asked.FromTime
            && block.EarliestTime <= asked.ToTime
            && (block.Severities & _severities) != 0
            && (_source is not { } source || Bloom.MayHold(block.Sources, source))
            && (_trace is not { } trace || Bloom.MayHold(block.Traces, trace))
            && (types.Count == 0 || block.AnyType != 0 || (block.Severities & _severeAnyway) != 0 || AnyFits(index.TypeIds, fits));
    }

    private static bool AnyFits(ReadOnlySpan<ushort> numbers, List<bool> fits)
    {
        foreach (var number in numbers)
            if (number >= fits.Count || fits[number])
                return true;
        return false;
    }

    private bool Fits(byte[] type)
    {
        foreach (var pattern in types)
            if (pattern.Matches(type))
                return true;
        return types.Count == 0;
    }
}
