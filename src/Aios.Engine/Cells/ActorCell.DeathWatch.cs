using Akka.Actor;

namespace Aios.Engine.Cells;

internal sealed partial class ActorCell
{
    /// <summary>Who watches this actor.</summary>
    private HashSet<InternalActorRef>? _watchers;

    /// <summary>Whom this actor watches; true once its end is known and the notice lies in the mailbox.</summary>
    private Dictionary<IActorRef, bool>? _watching;

    public IActorRef Watch(IActorRef subject)
    {
        if (!subject.Equals(_self) && subject is InternalActorRef other && (_watching ??= []).TryAdd(subject, false))
            other.SendSystem(new Watch(_self));
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching?.Remove(subject) == true && subject is InternalActorRef other)
            other.SendSystem(new Unwatch(_self));
        return subject;
    }

    private void AddWatcher(InternalActorRef watcher)
    {
        if (!ReferenceEquals(watcher, _self))
            (_watchers ??= []).Add(watcher);
    }

    /// <summary>The notice goes through the mailbox, behind everything the dead actor sent before.</summary>
    private void ReceiveDeath(IActorRef actor)
    {
        if (_watching is null || !_watching.TryGetValue(actor, out var known) || known)
            return;
        _watching[actor] = true;
        if (!_terminating)
            _self.Tell(new Terminated(actor, existenceConfirmed: true, addressTerminated: false), actor);
    }

    /// <summary>False when the actor was unwatched after the notice was put in the mailbox.</summary>
    private bool TakeTerminated(IActorRef actor)
    {
        if (_watching is null || !_watching.TryGetValue(actor, out var known) || !known)
            return false;
        _watching.Remove(actor);
        return true;
    }

    private void UnwatchAll()
    {
        foreach (var (actor, known) in _watching ?? [])
        {
            if (!known && actor is InternalActorRef other)
                other.SendSystem(new Unwatch(_self));
        }
        _watching = null;
    }

    private void TellWatchers()
    {
        foreach (var watcher in _watchers ?? [])
        {
            if (!ReferenceEquals(watcher, _parent?._self))
                watcher.SendSystem(new DeathNotice(_self));
        }
        _watchers = null;
    }
}
