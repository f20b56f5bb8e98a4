using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>Which events of the log are wanted; what is not set does not restrict.</summary>
public sealed record EventQuery
{
    /// <summary>Exact, <c>prefix.*</c>, <c>*.suffix</c> or <c>*</c>.</summary>
    public string? Type { get; init; }

    public Severity AtLeast { get; init; } = Severity.Info;

    public string? Source { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Earliest and latest time, milliseconds since the Unix epoch.</summary>
    public long FromTime { get; init; } = long.MinValue;

    public long ToTime { get; init; } = long.MaxValue;

    /// <summary>Only those with a smaller sequence number.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>Asked last, of the whole record.</summary>
    public Func<RecordedEvent, bool>? Where { get; init; }

    /// <summary>Only so many, the oldest that fit.</summary>
    public int? First { get; init; }

    /// <summary>Only so many, the newest that fit.</summary>
    public int? Last { get; init; }
}
