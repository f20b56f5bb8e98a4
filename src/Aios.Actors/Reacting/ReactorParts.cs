using Aios.Actors.Safety;
using Aios.Actors.Spine;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Reacting;

/// <summary>What the reactor works with.</summary>
/// <param name="Catalog">The playbooks as they are loaded when the reactor starts, or starts again.</param>
/// <param name="Find">Reads a record of the log; null when it is not there.</param>
internal sealed record ReactorParts(
    Shell Shell,
    Memory Memory,
    IActorRef Journal,
    IActorRef Scheduler,
    IActorRef Runs,
    Func<Catalog> Catalog,
    Func<long, RecordedEvent?> Find
)
{
    public SafetyParts Safety { get; init; } = SafetyParts.Open;
}
