using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>What the engine needs of every reference beyond the public side: system signals and the system it belongs to.</summary>
internal abstract class InternalActorRef : IActorRef
{
    public abstract ActorPath Path { get; }

    /// <summary>Null only for <see cref="ActorRefs.Nobody"/>.</summary>
    public abstract ActorSystemImpl? System { get; }

    public virtual bool IsTerminated => false;

    public abstract void Tell(object message, IActorRef? sender);

    public abstract void SendSystem(SystemSignal signal);

    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object? obj) => Equals(obj as IActorRef);

    public override int GetHashCode() => Path.Uid == 0 ? Path.GetHashCode() : Path.Uid.GetHashCode();

    public int CompareTo(IActorRef? other)
    {
        if (other is null)
            return 1;
        var byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    public int CompareTo(object? obj) => CompareTo(obj as IActorRef);

    public override string ToString() => Path.Uid == 0 ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";
}

internal sealed class NobodyRef : InternalActorRef
{
    public static readonly NobodyRef Instance = new();

    public override ActorPath Path { get; } = new ActorPath("all-systems") / "Nobody";

    public override ActorSystemImpl? System => null;

    public override void Tell(object message, IActorRef? sender) { }

    public override void SendSystem(SystemSignal signal)
    {
        if (signal is Watch watch)
            watch.Watcher.SendSystem(new DeathNotice(this));
    }
}

/// <summary>The reference of an actor: posts to its mailbox.</summary>
internal sealed class LocalActorRef(ActorPath path) : InternalActorRef
{
    private Mailbox _mailbox = null!;

    public override ActorPath Path => path;

    public override ActorSystemImpl System => Cell.SystemImpl;

    public ActorCell Cell => _mailbox.Cell;

    public override bool IsTerminated => _mailbox.IsClosed;

    /// <summary>Set once the actor listens to the event stream, so that its end can take it off.</summary>
    public bool OnEventStream { get; set; }

    public void Attach(Mailbox mailbox) => _mailbox = mailbox;

    public override void Tell(object message, IActorRef? sender) => _mailbox.Post(message, sender);

    /// <summary>As Tell, and a full mailbox takes it too.</summary>
    public void TellSurely(object message, IActorRef? sender) => _mailbox.Post(message, sender, mustArrive: true);

    public override void SendSystem(SystemSignal signal) => _mailbox.PostSystem(signal);
}
