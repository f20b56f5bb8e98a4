using Aios.Journal.Log.Indexing;

namespace Aios.Journal.Log;

/// <summary>An <see cref="EventFilter"/> that looks at the bytes, so that only what fits becomes an object.</summary>
internal sealed class LineFilter
{
    private readonly EventFilter _filter;
    private readonly TypePattern[] _types;
    private readonly byte[]? _source;
    private readonly byte[]? _traceId;

    /// <exception cref="ArgumentException">The type pattern is none.</exception>
    public LineFilter(EventFilter filter)
    {
        _filter = filter;
        _types = [.. (filter.Type is { } type ? [type] : filter.AnyOfTypes ?? []).Select(pattern => new TypePattern(pattern))];
        _source = Written(filter.Source);
        _traceId = Written(filter.TraceId);
        Blocks = new BlockFilter(filter, _types, _source, _traceId);
    }

    /// <summary>The same question about a whole block.</summary>
    public BlockFilter Blocks { get; }

    public bool Matches(in LogLine line) =>
        line.Seq >= _filter.FromSeq
        && line.Timestamp >= _filter.FromTime
        && line.Timestamp <= _filter.ToTime
        && TypeFits(line.Type)
        && LineMaterial.SeverityOf(line.Severity) >= _filter.AtLeast
        && (_source is null || line.Source.SequenceEqual(_source))
        && (_traceId is null || line.TraceId.SequenceEqual(_traceId));

    public bool TypeFits(ReadOnlySpan<byte> type)
    {
        foreach (var pattern in _types)
            if (pattern.Matches(type))
                return true;
        return _types.Length == 0;
    }

    private static byte[]? Written(string? text)
    {
        if (text is null)
            return null;
        using var bytes = new PooledBytes(256);
        JsonText.Write(bytes, text);
        return bytes.Written.ToArray();
    }
}
