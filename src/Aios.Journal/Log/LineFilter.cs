using Aios.Journal.Log.Indexing;

namespace Aios.Journal.Log;

/// <summary>An <see cref="EventFilter"/> that looks at the bytes, so that only what fits becomes an object.</summary>
internal sealed class LineFilter
{
    private readonly EventFilter _filter;
    private readonly TypePattern[] _types;
    private readonly byte[]? _source;
    private readonly byte[]? _traceId;
    private readonly byte[]? _id;

    /// <exception cref="ArgumentException">The type pattern is none.</exception>
    public LineFilter(EventFilter filter)
    {
        _filter = filter;
        _types = [.. (filter.Type is { } type ? [type] : filter.AnyOfTypes ?? []).Select(pattern => new TypePattern(pattern))];
        _source = Written(filter.Source);
        _traceId = Written(filter.TraceId);
        _id = Written(filter.Id);
        Blocks = new BlockFilter(filter, _types, _source, _traceId);
    }

    /// <summary>The same question about a whole block.</summary>
    public BlockFilter Blocks { get; }

    public bool Matches(in LogLine line) =>
        line.Seq >= _filter.FromSeq
        && line.Timestamp >= _filter.FromTime
        && line.Timestamp <= _filter.ToTime
        && KindFits(line)
        && LineMaterial.SeverityOf(line.Severity) >= _filter.AtLeast
        && (_source is null || line.Source.SequenceEqual(_source))
        && (_traceId is null || line.TraceId.SequenceEqual(_traceId))
        && (_id is null || line.Id.SequenceEqual(_id));

    /// <summary>Its type is asked for, or it is severe enough whatever its type.</summary>
    public bool KindFits(in LogLine line)
    {
        foreach (var pattern in _types)
            if (pattern.Matches(line.Type))
                return true;
        return _types.Length == 0 || LineMaterial.SeverityOf(line.Severity) >= _filter.OrAtLeast;
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
