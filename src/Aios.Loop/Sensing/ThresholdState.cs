using Aios.Loop.Vocabulary;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Loop.Sensing;

/// <summary>Where one threshold stands. Times are monotonic milliseconds.</summary>
public sealed record ThresholdState
{
    public static ThresholdState Empty { get; } = new();

    public long? OverSince { get; init; }
    public long? CriticalSince { get; init; }
    public Severity? Raised { get; init; }
    public long RaisedAt { get; init; }
    public long? LastAlertAt { get; init; }
    public long? LastCandidateAt { get; init; }

    public ThresholdState Apply(IEvent fact) =>
        fact switch
        {
            CandidateSeen seen => this with
            {
                OverSince = seen.At.Monotonic,
                LastCandidateAt = seen.OnRecord ? seen.At.Monotonic : LastCandidateAt,
            },
            CandidateDropped => this with { OverSince = null, CriticalSince = null },
            CriticalSeen critical => this with { CriticalSince = critical.Over ? critical.At.Monotonic : null },
            AlertRaised alert => this with
            {
                Raised = alert.Severity,
                RaisedAt = Raised is null ? alert.At.Monotonic : RaisedAt,
                LastAlertAt = alert.At.Monotonic,
            },
            AlertCleared => this with { OverSince = null, CriticalSince = null, Raised = null },
            _ => throw new InvalidOperationException($"a threshold does not know {fact.GetType().Name}"),
        };
}
