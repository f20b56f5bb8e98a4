using Aios.Engine.Cells;

namespace Akka.Actor;

/// <summary>The failure of a child concerns this child alone.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    private readonly int? _limit;
    private readonly TimeSpan? _window;
    private readonly bool _logging;

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(null, null, localOnlyDecider) { }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider, bool loggingEnabled)
        : this(null, null, Actor.Decider.From(localOnlyDecider), loggingEnabled) { }

    public OneForOneStrategy(IDecider decider)
        : this(null, null, decider, true) { }

    /// <param name="maxNrOfRetries">Restarts within the time range before the child is stopped; null or negative: no limit.</param>
    /// <param name="withinTimeRange">Null: the whole life of the child.</param>
    /// <param name="localOnlyDecider">Maps a failure to what is done.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider), true) { }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries, withinTimeRange, decider, true) { }

    public OneForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider,
        bool loggingEnabled = true
    )
        : this(
            maxNrOfRetries,
            withinTimeMilliseconds < 0 ? null : TimeSpan.FromMilliseconds(withinTimeMilliseconds),
            Actor.Decider.From(localOnlyDecider),
            loggingEnabled
        ) { }

    private OneForOneStrategy(int? limit, TimeSpan? window, IDecider decider, bool loggingEnabled)
    {
        _limit = limit < 0 ? null : limit;
        _window = window is { Ticks: > 0 } ? window : null;
        _logging = loggingEnabled;
        Decider = decider;
    }

    public override IDecider Decider { get; }

    public int MaxNumberOfRetries => _limit ?? -1;

    public int WithinTimeRangeMilliseconds => _window is { } window ? (int)window.TotalMilliseconds : -1;

    internal override bool HandleFailure(ActorCell supervisor, Child child, Exception cause)
    {
        var directive = Decider.Decide(cause);
        if (_logging && directive != Directive.Escalate)
            Log(supervisor, child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                child.Ref.SendSystem(new Resume(cause));
                return true;
            case Directive.Restart when child.Restarts.Allow(_limit, _window, supervisor.System.Scheduler.MonotonicClock):
                child.Ref.SendSystem(new Recreate(cause));
                return true;
            default:
                supervisor.StopChild(child);
                return true;
        }
    }
}
