using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scoring;

/// <summary>Weights in millionths; they sum to 1,000,000, each from 50,000 to 700,000.</summary>
public sealed record Weights(int Success, int Latency, int Stability, int Resource)
{
    public static Weights Default { get; } = new(400_000, 200_000, 200_000, 200_000);
}

/// <param name="Degraded">Below this for the dwell: <c>score.degraded</c>; 0..1.</param>
/// <param name="Critical">Below this it is critical.</param>
/// <param name="Recovered">Above this for the dwell: <c>score.recovered</c>.</param>
/// <param name="Dwell">How long a bound must be passed; 0 to 10 min.</param>
/// <param name="Quiet">Least time between two <c>score.updated</c>.</param>
public sealed record ScoringSettings(Weights Weights, double Degraded, double Critical, double Recovered, TimeSpan Dwell, TimeSpan Quiet)
{
    public static ScoringSettings Default { get; } =
        new(Weights.Default, 0.5, 0.3, 0.6, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var sum = Weights.Success + Weights.Latency + Weights.Stability + Weights.Resource;
        return new Faults(prefix)
            .Range("weights.success", Weights.Success / 1e6, 0.05, 0.7, "")
            .Range("weights.latency", Weights.Latency / 1e6, 0.05, 0.7, "")
            .Range("weights.stability", Weights.Stability / 1e6, 0.05, 0.7, "")
            .Range("weights.resource", Weights.Resource / 1e6, 0.05, 0.7, "")
            .That(sum == 1_000_000, "weights", $"{sum / 1e6}", "four numbers that sum to 1")
            .Range("degraded", Degraded, 0, 1, "")
            .Range("critical", Critical, 0, Degraded, "")
            .Range("recovered", Recovered, Degraded, 1, "")
            .Range("dwell", Dwell, TimeSpan.Zero, TimeSpan.FromMinutes(10))
            .Range("quiet", Quiet, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))
            .Found;
    }
}
