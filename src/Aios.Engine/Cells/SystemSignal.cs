using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>What the engine tells its actors; linked into the mailbox itself, always ahead of user messages.</summary>
internal abstract class SystemSignal
{
    public SystemSignal? Next;
}

internal sealed class Create : SystemSignal;

internal sealed class Recreate(Exception cause) : SystemSignal
{
    public Exception Cause => cause;
}

internal sealed class Suspend : SystemSignal;

/// <summary>Cause is set only for the actor whose failure led to it.</summary>
internal sealed class Resume(Exception? cause) : SystemSignal
{
    public Exception? Cause => cause;
}

internal sealed class Terminate : SystemSignal;

/// <summary>Only simulations and specs send it: the actor fails.</summary>
internal sealed class Crash(Exception cause) : SystemSignal
{
    public Exception Cause => cause;
}

internal sealed class Failed(LocalActorRef child, Exception cause) : SystemSignal
{
    public LocalActorRef Child => child;
    public Exception Cause => cause;
}

internal sealed class Watch(InternalActorRef watcher) : SystemSignal
{
    public InternalActorRef Watcher => watcher;
}

internal sealed class Unwatch(InternalActorRef watcher) : SystemSignal
{
    public InternalActorRef Watcher => watcher;
}

internal sealed class DeathNotice(IActorRef actor) : SystemSignal
{
    public IActorRef Actor => actor;
}
