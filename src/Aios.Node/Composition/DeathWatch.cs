using Akka.Actor;

namespace Aios.Node.Composition;

/// <summary>Sees the end of the tree: a node without it is only a process.</summary>
internal sealed class DeathWatch : ReceiveActor
{
    public DeathWatch(IActorRef root, TaskCompletionSource died)
    {
        Context.Watch(root);
        Receive<Terminated>(_ => died.TrySetResult());
    }
}
