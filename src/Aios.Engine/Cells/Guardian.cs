using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>Top of a branch: only supervises.</summary>
internal sealed class Guardian(SupervisorStrategy strategy) : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    protected override bool Receive(object message) => true;
}
