using Aios.Engine.Queues;
using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>The inside of an actor: its state beside the user's own object. Everything but the children is touched by its own turn only.</summary>
internal sealed partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? _current;
    private readonly LocalActorRef _self;
    private readonly ActorCell? _parent;
    private ActorBase? _actor;
    private Children? _children;
    private Receive? _behaviour;
    private IActorRef? _sender;

    public ActorCell(ActorSystemImpl system, LocalActorRef self, ActorCell? parent, Props props)
    {
        SystemImpl = system;
        Props = props;
        _self = self;
        _parent = parent;
        var dispatcher = system.Dispatchers.For(props, self.Path);
        Mailbox = new Mailbox(this, dispatcher.Watched(system.Mailboxes.For(props)), dispatcher);
        self.Attach(Mailbox);
    }

    /// <summary>The actor whose turn it is on this thread.</summary>
    public static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }

    public ActorSystemImpl SystemImpl { get; }
    public Mailbox Mailbox { get; }
    public Props Props { get; }
    public Meter Meter;

    public IActorRef Self => _self;
    public LocalActorRef SelfRef => _self;
    public ActorSystem System => SystemImpl;
    public IActorRef? SenderOrNull => _sender;
    public IActorRef Sender => _sender ?? SystemImpl.DeadLetters;
    public IActorRef Parent => _parent?._self ?? (IActorRef)ActorRefs.Nobody;
    public ActorBase? Actor => _actor;

    /// <summary>What the actor works on, or failed on; null while it is made or ended. Readable from anywhere.</summary>
    public object? Processing => Volatile.Read(ref _message);
    public Type ActorType => _actor?.GetType() ?? Props.Type;
    public IReadOnlyList<Child> AllChildren => _children?.All ?? [];

    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null && !ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException(
                $"Actor name [{name}] under {_self.Path} is not allowed: use one or more letters, digits and -_.*$+:@&=,!~';(), not beginning with '$'."
            );
        return Spawn(props, name);
    }

    public LocalActorRef Spawn(Props props, string? name)
    {
        var children = _children ?? Interlocked.CompareExchange(ref _children, new Children(), null) ?? _children;
        LocalActorRef made = null!;
        children.Add(
            _self.Path,
            name,
            path =>
            {
                made = new LocalActorRef(path);
                _ = new ActorCell(SystemImpl, made, this, props);
                return made;
            }
        );
        made.SendSystem(new Create());
        return made;
    }

    public IActorRef Child(string name) => _children?.Find(name)?.Ref ?? ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => AllChildren.Select(c => c.Ref);

    public void Stop(IActorRef actor)
    {
        if (_children?.Find(actor) is { } child)
            child.Stopping = true;
        if (actor is LocalActorRef local)
            local.SendSystem(new Terminate());
        else if (actor is InternalActorRef other)
            other.SendSystem(new Terminate());
    }

    public void Become(Receive receive) => _behaviour = receive;

    public void Become(UntypedReceive receive) =>
        _behaviour = message =>
        {
            receive(message);
            return true;
        };

    /// <summary>Runs the behaviour on a message; failures go to the supervisor.</summary>
    public void Invoke(in Envelope<IActorRef> envelope)
    {
        Meter.Processed++;
        _sender = envelope.Sender;
        try
        {
            Deliver(envelope.Message);
        }
        catch (Exception cause)
        {
            Fail(cause, at: null);
        }
        _sender = null;
        _stashable = default;
    }

    private void Deliver(object message)
    {
        switch (message)
        {
            case TimerTick tick:
                if (_timers?.Accept(tick) is { } due)
                    DeliverToActor(due);
                return;
            case TimeoutTick tick:
                OnTimeoutTick(tick);
                return;
            case Terminated terminated:
                if (TakeTerminated(terminated.ActorRef))
                    DeliverToActor(terminated);
                return;
            case PoisonPill:
                Stop(_self);
                return;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, _self), _self);
                return;
            default:
                DeliverToActor(message);
                return;
        }
    }

    private void DeliverToActor(object message)
    {
        _message = message;
        if (_stash is not null)
            _stashable = new Envelope<IActorRef>(message, _sender);
        if (!_behaviour!(message))
            _actor!.CallUnhandled(message);
        _persistent?.GoOn();
        _message = null;
        if (_timeout is not null && message is not INotInfluenceReceiveTimeout)
            TimeoutTouched();
    }
}
