using Akka.Actor;

namespace Aios.Engine.Cells.Persistence;

/// <summary>A journal or snapshot store as persistent actors see it.</summary>
/// <param name="recoveryTimeout">How long one answer may take while an actor recovers.</param>
internal sealed class PluginHandle(TimeSpan recoveryTimeout)
{
    private IActorRef _target = ActorRefs.Nobody;

    public TimeSpan RecoveryTimeout => recoveryTimeout;

    /// <summary>The plug-in itself while it works, else its supervisor, who answers in its place.</summary>
    public IActorRef Target
    {
        set => Volatile.Write(ref _target, value);
    }

    /// <summary>Before anybody asks; the plug-in may have been faster.</summary>
    public void Begin(IActorRef supervisor) => Interlocked.CompareExchange(ref _target, supervisor, ActorRefs.Nobody);

    public void Ask(PluginRequest request) => Volatile.Read(ref _target).Tell(request, ActorRefs.NoSender);
}
