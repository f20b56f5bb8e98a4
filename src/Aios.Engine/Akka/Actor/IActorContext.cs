namespace Akka.Actor;

/// <summary>A behaviour: false when the message is not handled.</summary>
public delegate bool Receive(object message);

/// <summary>A behaviour of an <see cref="UntypedActor"/>.</summary>
public delegate void UntypedReceive(object message);

/// <summary>Makes actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes a child. Returns at once; the constructor runs later, on the child's own turn.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Unique among its siblings; when null a name beginning with <c>$</c> is made.</param>
    /// <exception cref="InvalidActorNameException">The name is taken, empty or has characters that are not allowed.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Ends an actor after the message it is processing; children first.</summary>
    void Stop(IActorRef actor);
}

/// <summary>Learns of the end of other actors.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> when the actor has ended, also when it already has.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>No <see cref="Terminated"/> of this actor arrives from now on, even one already on its way.</summary>
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>What an actor sees of its surroundings; only valid while it processes a message.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    IActorRef Self { get; }

    /// <summary>Who sent the message being processed; dead letters when nobody did.</summary>
    IActorRef Sender { get; }

    IActorRef Parent { get; }

    Props Props { get; }

    ActorSystem System { get; }

    TimeSpan? ReceiveTimeout { get; }

    /// <summary>The child of this name, or <see cref="ActorRefs.Nobody"/>.</summary>
    IActorRef Child(string name);

    IEnumerable<IActorRef> GetChildren();

    /// <summary>Replaces the behaviour from the next message on.</summary>
    void Become(Receive receive);

    /// <summary>Sends <see cref="Actor.ReceiveTimeout"/> whenever nothing was received for this long; null switches it off.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);
}

public interface IUntypedActorContext : IActorContext
{
    void Become(UntypedReceive receive);
}
