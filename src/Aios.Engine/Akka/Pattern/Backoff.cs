using Akka.Actor;

namespace Akka.Pattern;

/// <summary>When a child is started again, each time after a longer wait.</summary>
public static class Backoff
{
    /// <summary>When the child fails. A child that stops by itself ends the supervisor.</summary>
    /// <param name="childProps">How the child is made.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first wait; longer than zero.</param>
    /// <param name="maxBackoff">The longest wait; at least the first.</param>
    /// <param name="randomFactor">0.2 adds up to 20 % to every wait; zero or more.</param>
    /// <param name="maxNrOfRetries">Starts before the supervisor gives up and stops; -1: no limit.</param>
    public static BackoffOptions OnFailure(
        Props childProps,
        string childName,
        TimeSpan minBackoff,
        TimeSpan maxBackoff,
        double randomFactor,
        int maxNrOfRetries = -1
    ) => new(onStop: false, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);

    /// <summary>When the child stops, for whatever reason: right for children that stop themselves when they cannot go on.</summary>
    /// <inheritdoc cref="OnFailure" />
    public static BackoffOptions OnStop(
        Props childProps,
        string childName,
        TimeSpan minBackoff,
        TimeSpan maxBackoff,
        double randomFactor,
        int maxNrOfRetries = -1
    ) => new(onStop: true, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);
}

/// <summary>Immutable.</summary>
public sealed record BackoffOptions
{
    internal BackoffOptions(bool onStop, Props child, string name, TimeSpan min, TimeSpan max, double random, int retries)
    {
        if (min <= TimeSpan.Zero)
            throw new ArgumentException($"minBackoff is {min}; it must be longer than zero.");
        if (max < min)
            throw new ArgumentException($"maxBackoff is {max}; it must be at least minBackoff ({min}).");
        if (!(random >= 0))
            throw new ArgumentException($"randomFactor is {random}; it must be zero or more.");
        (IsOnStop, ChildProps, ChildName, MinBackoff, MaxBackoff, RandomFactor, MaxRetries) = (
            onStop,
            child,
            name,
            min,
            max,
            random,
            retries
        );
        AutoReset = min;
    }

    internal bool IsOnStop { get; }
    internal Props ChildProps { get; }
    internal string ChildName { get; }
    internal TimeSpan MinBackoff { get; }
    internal TimeSpan MaxBackoff { get; }
    internal double RandomFactor { get; }
    internal int MaxRetries { get; private init; }
    internal TimeSpan? AutoReset { get; private init; }
    internal SupervisorStrategy? Strategy { get; private init; }
    internal object? Reply { get; private init; }
    internal Func<object, bool>? Final { get; private init; }

    /// <summary>Forgets earlier restarts once the child has lived this long; <see cref="MinBackoff"/> unless set.</summary>
    public BackoffOptions WithAutoReset(TimeSpan resetBackoff) => this with { AutoReset = resetBackoff };

    /// <summary>Forgets earlier restarts only at <see cref="BackoffSupervisor.Reset"/>.</summary>
    public BackoffOptions WithManualReset() => this with { AutoReset = null };

    public BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) => this with { MaxRetries = maxNrOfRetries };

    /// <summary>Its decider says what a failure means; with <see cref="Backoff.OnFailure"/> a Restart is the one that waits.</summary>
    public BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) => this with { Strategy = supervisorStrategy };

    /// <summary>Every failure stops the child.</summary>
    public BackoffOptions WithDefaultStoppingStrategy() => this with { Strategy = SupervisorStrategy.StoppingStrategy };

    /// <summary>Answers instead of dead letters while there is no child.</summary>
    public BackoffOptions WithReplyWhileStopped(object replyWhileStopped) => this with { Reply = replyWhileStopped };

    /// <summary>After a message for which this is true the end of the child ends the supervisor. Only with <see cref="Backoff.OnStop"/>.</summary>
    public BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) => this with { Final = isFinalStopMessage };

    /// <summary>The wait before the next start.</summary>
    /// <param name="restarts">How many there were.</param>
    /// <param name="chance">Between 0 and 1.</param>
    internal TimeSpan Wait(int restarts, double chance)
    {
        var doubled = MinBackoff.TotalMilliseconds * Math.Pow(2, Math.Min(restarts, 62));
        var capped = Math.Min(MaxBackoff.TotalMilliseconds, doubled);
        return TimeSpan.FromMilliseconds(Math.Min(capped * (1 + chance * RandomFactor), TimeSpan.MaxValue.TotalMilliseconds / 2));
    }
}
