using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>Which records to read; what is not set does not restrict.</summary>
public sealed record EventFilter
{
    public static EventFilter All { get; } = new();

    /// <summary>First sequence number wanted.</summary>
    public long FromSeq { get; init; } = 1;

    /// <summary>Last sequence number wanted.</summary>
    public long ToSeq { get; init; } = long.MaxValue;

    /// <summary>Earliest time wanted, milliseconds since the Unix epoch.</summary>
    public long FromTime { get; init; } = long.MinValue;

    /// <summary>Latest time wanted, milliseconds since the Unix epoch.</summary>
    public long ToTime { get; init; } = long.MaxValue;

    /// <summary>Exact, <c>prefix.*</c>, <c>*.suffix</c> or <c>*</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Patterns of which one must fit; not looked at when <see cref="Type"/> is set.</summary>
    public IReadOnlyList<string>? AnyOfTypes { get; init; }

    /// <summary>Records of at least this severity fit as well, whatever their type.</summary>
    public Severity? OrAtLeast { get; init; }

    public Severity AtLeast { get; init; } = Severity.Info;

    public string? Id { get; init; }

    public string? Source { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Asked last, of the whole record.</summary>
    public Func<RecordedEvent, bool>? Where { get; init; }

    /// <summary>Only so many, the oldest that fit.</summary>
    public int? First { get; init; }

    /// <summary>Only so many, the newest that fit; still the oldest of them first. They are held in memory.</summary>
    public int? Last { get; init; }
}
