using Aios.Engine.Cells;
using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// Keeps one child alive, with growing waits between its lives. Messages go through to the child; while there is none they are dead letters.
/// What the child sends to it goes on to its own parent.
/// </summary>
public sealed class BackoffSupervisor : UntypedActor, IWithTimers
{
    private readonly BackoffOptions _options;
    private IActorRef? _child;
    private int _restarts;
    private bool _failed;
    private bool _final;

    internal BackoffSupervisor(BackoffOptions options) => _options = options;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(BackoffOptions options) => Actor.Props.Create(() => new BackoffSupervisor(options));

    protected override void PreStart() => StartChild();

    protected override SupervisorStrategy SupervisorStrategy() =>
        _options.IsOnStop
            ? _options.Strategy ?? Actor.SupervisorStrategy.DefaultStrategy
            : new OneForOneStrategy(cause =>
            {
                var directive = (_options.Strategy ?? Actor.SupervisorStrategy.DefaultStrategy).Decider.Decide(cause);
                _failed |= directive == Directive.Restart;
                return directive == Directive.Restart ? Directive.Stop : directive;
            });

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StartAgain:
                StartChild();
                break;
            case Survived survived when survived.Restarts == _restarts:
                _restarts = 0;
                break;
            case Survived:
                break;
            case Terminated ended when ended.ActorRef.Equals(_child):
                ChildEnded();
                break;
            case GetCurrentChild:
                Sender.Tell(new CurrentChild(_child ?? ActorRefs.Nobody));
                break;
            case Reset:
                _restarts = 0;
                break;
            case GetRestartCount:
                Sender.Tell(new RestartCount(_restarts));
                break;
            default:
                Pass(message);
                break;
        }
    }

    private void StartChild()
    {
        if (_child is not null)
            return;
        _failed = false;
        _child = Context.Watch(Context.ActorOf(_options.ChildProps, _options.ChildName));
        if (_options.AutoReset is { Ticks: > 0 } after)
            Timers.StartSingleTimer(nameof(Survived), new Survived(_restarts), after);
    }

    private void ChildEnded()
    {
        _child = null;
        Timers.Cancel(nameof(Survived));
        var again = (_options.IsOnStop && !_final) || _failed;
        if (!again || (_options.MaxRetries >= 0 && _restarts >= _options.MaxRetries))
        {
            Context.Stop(Self);
            return;
        }
        var system = (ActorSystemImpl)Context.System;
        Timers.StartSingleTimer(nameof(StartAgain), new StartAgain(), _options.Wait(_restarts, system.Chance.Next()));
        system.CountRestart();
        _restarts++;
    }

    private void Pass(object message)
    {
        if (_child is null)
        {
            if (_options.Reply is { } reply)
                Sender.Tell(reply);
            else
                Context.System.DeadLetters.Forward(message);
            if (_options.IsOnStop && _options.Final?.Invoke(message) == true)
                Context.Stop(Self);
        }
        else if (_child.Equals(Sender))
        {
            Context.Parent.Forward(message);
        }
        else
        {
            _child.Forward(message);
            _final |= _options.IsOnStop && _options.Final?.Invoke(message) == true;
        }
    }

    /// <summary>Answered with <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        private GetCurrentChild() { }

        public static readonly GetCurrentChild Instance = new();
    }

    /// <param name="ref">The child, or <see cref="ActorRefs.Nobody"/> while there is none.</param>
    public sealed class CurrentChild(IActorRef @ref)
    {
        public IActorRef Ref { get; } = @ref;
    }

    /// <summary>Forgets earlier restarts.</summary>
    public sealed class Reset
    {
        private Reset() { }

        public static readonly Reset Instance = new();
    }

    /// <summary>Answered with <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        private GetRestartCount() { }

        public static readonly GetRestartCount Instance = new();
    }

    public sealed class RestartCount(int count)
    {
        public int Count { get; } = count;
    }

    private sealed record StartAgain;

    private sealed record Survived(int Restarts);
}
