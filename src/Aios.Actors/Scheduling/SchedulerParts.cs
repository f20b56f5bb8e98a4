using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Scheduling;

/// <summary>What the scheduler works with.</summary>
/// <param name="Index">The types that are asked for at this start.</param>
internal sealed record SchedulerParts(
    SchedulingSettings Settings,
    Shell Shell,
    IActorRef Journal,
    ICursorStore Cursors,
    EventLogReader Log,
    Func<TypeIndex> Index,
    Memory Memory
)
{
    /// <summary>The run gets no slot for now; it keeps its place.</summary>
    public Func<RunId, bool> IsHeld { get; init; } = _ => false;

    /// <summary>Asked at every start; null: always the settings above.</summary>
    public Func<SchedulingSettings>? Newest { get; init; }
}
