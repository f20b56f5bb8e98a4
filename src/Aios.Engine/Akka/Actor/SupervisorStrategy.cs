using Aios.Engine.Cells;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What happens to a child that failed.</summary>
public enum Directive
{
    /// <summary>Goes on with the next message, state kept.</summary>
    Resume,

    /// <summary>A new object under the same reference; the failing message is dropped, the mailbox kept.</summary>
    Restart,

    /// <summary>The supervisor fails itself.</summary>
    Escalate,

    /// <summary>Ends the child.</summary>
    Stop,
}

/// <summary>Maps a failure to a directive.</summary>
public interface IDecider
{
    Directive Decide(Exception cause);
}

public abstract class SupervisorStrategy
{
    /// <summary>Stop when an actor cannot be made or a death pact fires; restart otherwise.</summary>
    public static readonly IDecider DefaultDecider = Actor.Decider.From(static cause =>
        cause is ActorInitializationException or DeathPactException ? Directive.Stop : Directive.Restart
    );

    /// <summary>Restarts the failed child, without limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops the failed child.</summary>
    public static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(static _ => Directive.Stop);

    public abstract IDecider Decider { get; }

    /// <summary>False when the supervisor itself is to fail.</summary>
    internal abstract bool HandleFailure(ActorCell supervisor, Child child, Exception cause);

    private protected static void Log(ActorCell supervisor, Child child, Exception cause, Directive directive)
    {
        var source = child.Ref.Path.ToString();
        var type = child.Ref.Cell.ActorType;
        var shown = cause is ActorInitializationException { InnerException: { } inner } ? inner : cause;
        supervisor.SystemImpl.Report(
            directive == Directive.Resume ? new Warning(shown, source, type, shown.Message) : new Error(cause, source, type, shown.Message)
        );
    }
}

/// <summary>Deciders made of functions.</summary>
public static class Decider
{
    public static IDecider From(Func<Exception, Directive> localOnlyDecider) => new Local(localOnlyDecider);

    private sealed class Local(Func<Exception, Directive> decide) : IDecider
    {
        public Directive Decide(Exception cause) => decide(cause);
    }
}
