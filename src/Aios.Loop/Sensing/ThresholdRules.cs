using Aios.Loop.Vocabulary;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Loop.Sensing;

/// <summary>Candidate, alert, recovered: hysteresis with a hold time on the way up and a cooldown between alerts.</summary>
public static class ThresholdRules
{
    /// <summary>A value that dances around its bound is written down once in this time.</summary>
    public static readonly TimeSpan CandidateGap = TimeSpan.FromMinutes(1);

    /// <summary>True when the reading cannot change anything: nothing stands and the value is not over its bound.</summary>
    public static bool IsQuiet(ThresholdState state, ThresholdSettings settings, double value) =>
        state.OverSince is null && state.Raised is null && value <= settings.Warn;

    public static Decision<IEvent> Decide(ThresholdState state, ThresholdSettings settings, double value, Moment now)
    {
        if (IsQuiet(state, settings, value))
            return Decision<IEvent>.Nothing;
        if (state.Raised is not null && value <= settings.Clear)
            return Decision<IEvent>.Of(new AlertCleared(value, now, Gone: false, now.Monotonic - state.RaisedAt));
        if (state.Raised is null && value <= settings.Warn)
            return Decision<IEvent>.Of(new CandidateDropped(now));

        var facts = new List<IEvent>(3);
        if (state.OverSince is null)
            facts.Add(new CandidateSeen(value, now, IsWorthARecord(state, now)));
        if (value > settings.Critical != state.CriticalSince is not null)
            facts.Add(new CriticalSeen(now, value > settings.Critical));
        var after = facts.Aggregate(state, (current, fact) => current.Apply(fact));
        if (Severest(after, settings, now) is { } severity && IsNews(after, settings, severity, now))
            facts.Add(new AlertRaised(severity, value, now, now.Monotonic - after.OverSince!.Value));
        return new Decision<IEvent>(facts);
    }

    /// <summary>The target is gone: what stood about it is over.</summary>
    public static Decision<IEvent> DecideGone(ThresholdState state, Moment now) =>
        state.Raised is null
            ? state.OverSince is null
                ? Decision<IEvent>.Nothing
                : Decision<IEvent>.Of(new CandidateDropped(now))
            : Decision<IEvent>.Of(new AlertCleared(0, now, Gone: true, now.Monotonic - state.RaisedAt));

    private static bool IsWorthARecord(ThresholdState state, Moment now) =>
        state.LastCandidateAt is not { } last || now.Monotonic - last >= (long)CandidateGap.TotalMilliseconds;

    private static Severity? Severest(ThresholdState state, ThresholdSettings settings, Moment now) =>
        HasHeld(state.CriticalSince, settings.CriticalFor, now) ? Severity.Critical
        : HasHeld(state.OverSince, settings.WarnFor, now) ? settings.Lower
        : null;

    private static bool HasHeld(long? since, TimeSpan least, Moment now) =>
        since is { } start && now.Monotonic - start >= (long)least.TotalMilliseconds;

    private static bool IsNews(ThresholdState state, ThresholdSettings settings, Severity severity, Moment now) =>
        state.Raised is { } raised
            ? severity > raised
            : state.LastAlertAt is not { } last || now.Monotonic - last >= (long)settings.Cooldown.TotalMilliseconds;
}
