using Aios.Engine.Cells;

namespace Akka.Actor;

/// <summary>Base of every actor.</summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;
    private SupervisorStrategy? _strategy;

    /// <exception cref="ActorInitializationException">Made with <c>new</c> instead of <see cref="IActorRefFactory.ActorOf"/>.</exception>
    protected ActorBase() => _cell = ActorCell.Adopt(this);

    protected IActorRef Self => _cell.Self;

    protected IActorRef Sender => Cell().Sender;

    /// <exception cref="NotSupportedException">Used outside the processing of a message, for instance after an await.</exception>
    protected static IActorContext Context => Cell();

    private protected ActorCell OwnCell => _cell;

    internal SupervisorStrategy Strategy => _strategy ??= SupervisorStrategy();

    /// <summary>False when the message is not handled.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Before the first message of a life.</summary>
    protected virtual void PreStart() { }

    /// <summary>After the last message; all children have ended.</summary>
    protected virtual void PostStop() { }

    /// <summary>In the old life before a restart. Unless overridden: unwatches and stops all children and calls <see cref="PostStop"/>.</summary>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>In the new life after a restart. Unless overridden calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>How children that fail are treated.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>What nobody handled: a <see cref="Terminated"/> becomes a failure, everything else is published.</summary>
    /// <exception cref="DeathPactException">The message is a <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => _cell.Become(receive);

    internal bool CallReceive(object message) => Receive(message);

    internal void CallUnhandled(object message) => Unhandled(message);

    internal void CallPreStart() => PreStart();

    internal void CallPostStop() => PostStop();

    internal void CallPreRestart(Exception reason, object? message) => PreRestart(reason, message);

    internal void CallPostRestart(Exception reason) => PostRestart(reason);

    private protected static ActorCell Cell() =>
        ActorCell.Current
        ?? throw new NotSupportedException(
            "There is no active ActorContext: it exists only while an actor processes a message. "
                + "Capture Self and Sender in local variables before an await, or use PipeTo."
        );
}

/// <summary>An actor with one method for all messages.</summary>
public abstract class UntypedActor : ActorBase
{
    protected static new IUntypedActorContext Context => Cell();

    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    protected abstract void OnReceive(object message);

    /// <summary>Replaces the behaviour from the next message on.</summary>
    protected void Become(UntypedReceive receive) => OwnCell.Become(receive);
}
