namespace Akka.Actor;

/// <summary>Sets messages aside and takes them back ahead of what waits in the mailbox.</summary>
public interface IStash
{
    int Count { get; }
    int Capacity { get; }
    bool IsEmpty { get; }
    bool NonEmpty { get; }
    bool IsFull { get; }

    /// <summary>Sets the message being processed aside.</summary>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    /// <exception cref="IllegalActorStateException">The message is stashed already.</exception>
    void Stash();

    /// <summary>Takes back the oldest.</summary>
    void Unstash();

    /// <summary>Takes back all in the order they came.</summary>
    void UnstashAll();
}

public interface IActorStash
{
    IStash Stash { get; set; }
}

/// <summary>The engine sets <see cref="IActorStash.Stash"/> before PreStart. At a restart the messages are taken back.</summary>
public interface IWithStash : IActorStash;

public interface IWithUnboundedStash : IWithStash;

public class StashOverflowException(string message, Exception? cause = null) : AkkaException(message, cause);

public class IllegalActorStateException(string msg) : AkkaException(msg);
