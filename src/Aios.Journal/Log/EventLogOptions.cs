using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>What an event log needs from its node.</summary>
/// <param name="Node">Written into every record.</param>
/// <param name="Time">Names the day file; nothing else depends on it.</param>
/// <param name="Visitor">Sees the records that are on disk, oldest first and one at a time, before the log opens for writing; on any thread.</param>
/// <param name="Fault">Hears of exceptions from callbacks and of faults of the log itself.</param>
public sealed record EventLogOptions(
    NodeIdentity Node,
    TimeProvider Time,
    Action<RecordedEvent>? Visitor = null,
    Action<Exception>? Fault = null
)
{
    /// <summary>Patterns of the types that the visitor wants to see; null or none: all. The fewer, the quicker is the start.</summary>
    public IReadOnlyList<string>? VisitorTypes { get; init; }

    /// <summary>What the visitor knows already: it sees the records behind this one. 0: all.</summary>
    public long VisitorAfter { get; init; }

    /// <summary>Records of at least this severity are for the visitor as well, whatever their type; null: only those of its types.</summary>
    public Severity? VisitorSeverity { get; init; }

    public EventLogSettings Settings { get; init; } = new();
}
