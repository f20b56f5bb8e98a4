using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting.Windows;

/// <summary>What one event, or the end of its time, did to one window. A move that is told twice changes nothing.</summary>
/// <param name="Seq">The event.</param>
/// <param name="AtWall">When it counts, milliseconds since the Unix epoch.</param>
/// <param name="WithinMs">The window's length.</param>
/// <param name="Parts">Of <see cref="WindowMoveKind.Counted"/>: the conditions that the event meets, by place from 0.</param>
/// <param name="Used">Of <see cref="WindowMoveKind.Ended"/>: the events that are used up.</param>
public sealed record WindowMove(
    PlaybookId Playbook,
    string Group,
    WindowMoveKind What,
    WindowKind Window,
    long Seq,
    long AtWall,
    long WithinMs,
    IReadOnlyList<int> Parts,
    IReadOnlyList<long> Used
);

public enum WindowMoveKind
{
    Counted,

    /// <summary>It was met, or its time is over.</summary>
    Ended,
}
