namespace Akka.Actor;

/// <summary>What plug-ins see of the system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem() { }
}
