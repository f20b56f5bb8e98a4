using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <summary>Which events a person means; what is not set does not restrict.</summary>
/// <param name="Type">Exact, <c>prefix.*</c> or <c>*.suffix</c>.</param>
/// <param name="BeforeWall">Only events older than this, milliseconds since the Unix epoch.</param>
public sealed record QueueFilter(
    long? Seq = null,
    string? Type = null,
    Priority? Priority = null,
    string? Source = null,
    long? BeforeWall = null
)
{
    /// <summary>So many events are changed by one command; more need another.</summary>
    public const int MostAtOnce = 1_000;

    public bool Holds(RecordedEvent recorded) =>
        (Seq is null || Seq == recorded.Seq)
        && (Priority is null || Priority == recorded.Event.Priority)
        && (Source is null || Source == recorded.Event.Source)
        && (BeforeWall is null || recorded.Event.Timestamp < BeforeWall)
        && TypeFits(recorded.Event.Type);

    private bool TypeFits(string type) =>
        Type switch
        {
            null or "*" => true,
            ['*', '.', ..] => type.EndsWith(Type[1..], StringComparison.Ordinal),
            [.., '.', '*'] => type.StartsWith(Type[..^1], StringComparison.Ordinal),
            _ => type == Type,
        };
}
