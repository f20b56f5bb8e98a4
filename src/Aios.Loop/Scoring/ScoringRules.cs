using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Loop.Scoring;

/// <summary>The score and its explanation, in integers of a millionth.</summary>
public static class ScoringRules
{
    private const int Full = 1_000_000;
    private const long HalfLifeMs = 60_000;
    private const long WindowMs = (long)ScoringState.Slices * ScoringState.SliceMs;

    public static Score Explain(ScoringState state, ScoringSettings settings, Moment now)
    {
        double finished = 0,
            verified = 0,
            beats = 0,
            alertBeats = 0;
        var latencies = new List<(long Ms, double Weight)>();
        foreach (var slice in Recent(state, now))
        {
            var weight = WeightOf(slice.Slice, now);
            finished += weight * slice.Finished;
            verified += weight * slice.Verified;
            beats += weight * slice.Beats;
            alertBeats += weight * slice.AlertBeats;
            foreach (var latency in slice.Latencies)
                latencies.Add((latency, weight));
        }
        var median = WeightedMedian(latencies);
        var alertShare = beats > 0 ? alertBeats / beats : 0;
        var weights = settings.Weights;
        ScorePart[] parts =
        [
            Part(
                "success",
                finished > 0 ? verified / finished : 1,
                weights.Success,
                finished > 0 ? Runs(state, now) : "no run ended in the last 5 min"
            ),
            Part(
                "latency",
                LatencyValue(median),
                weights.Latency,
                median is { } ms ? $"P50 from record to first step {ms} ms" : "nothing waited in the last 5 min"
            ),
            Part(
                "stability",
                1 - Math.Min(1, 10 * alertShare),
                weights.Stability,
                $"{alertShare * 100:0.#} % of recent beats had an alert"
            ),
            Part("resource", state.HeadroomPpm / (double)Full, weights.Resource, state.Tightest),
        ];
        return new Score(parts.Sum(part => part.ContributionPpm), [.. parts]);
    }

    /// <summary>What the end of a run adds: nothing when it is counted already, only told people, only watched or was ended by people.</summary>
    public static RunCounted? Counts(ScoringState state, RunState ended, Moment at) =>
        ended.Plan.Gate.Kind != GateKind.None && !ended.Phase.IsByPeople() && !ended.IsReopened && ended.EndedSeq > state.AppliedSeq
            ? new RunCounted(ended.Phase == RunPhase.Verified, ended.EndedSeq, at)
            : null;

    /// <summary>What ended while nobody counted, as far as the window reaches; the wall clock says how long ago that was.</summary>
    public static IEnumerable<RunCounted> Missed(ScoringState state, IEnumerable<RunState> ended, Moment now) =>
        from run in ended
        let age = Math.Max(0, now.Wall - run.UpdatedAt)
        where age < WindowMs
        let counted = Counts(state, run, new Moment(run.UpdatedAt, now.Monotonic - age))
        where counted is not null
        select counted;

    /// <summary>What is to be said about the score now.</summary>
    public static Decision<IEvent> Decide(ScoringState state, ScoringSettings settings, Score score, Moment now)
    {
        var facts = new List<IEvent>();
        var towards = LevelOf(state.Level, settings, score.Value);
        if (towards == state.Level)
        {
            if (state.Dwell is not null)
                facts.Add(new DwellEnded());
        }
        else if (state.Dwell is not { } dwell || dwell.Towards != towards)
            facts.Add(new DwellBegun(towards, now));
        else if (now.Monotonic - dwell.Since >= (long)settings.Dwell.TotalMilliseconds)
            facts.Add(new LevelChanged(towards, score, now));
        var isQuiet = state.SaidAt is { } said && now.Monotonic - said < (long)settings.Quiet.TotalMilliseconds;
        if (Math.Abs(score.Ppm - state.SaidPpm) >= Full / 100 && !isQuiet)
            facts.Add(new ScoreSaid(score, now));
        return new Decision<IEvent>(facts);
    }

    /// <summary>The smallest headroom of the three, and which it is. Percentages are 0..100; null: not known.</summary>
    public static (int Ppm, string Tightest) Headroom(params ReadOnlySpan<(string Name, double? Percent, double Bound)> readings)
    {
        var (least, tightest) = (1.0, "nothing was read yet");
        foreach (var (name, percent, bound) in readings)
        {
            if (percent is not { } value)
                continue;
            var room = Math.Clamp((bound - value) / bound, 0, 1);
            if (room <= least)
                (least, tightest) = (room, $"{name} at {value:0.0} % of {bound:0} %");
        }
        return ((int)Math.Round(least * Full), tightest);
    }

    /// <summary>
    /// Whether counts that are not on disk yet would be missed after a restart: anything but quiet beats, quiet beats while an alert weighs
    /// on them, a headroom that changes the score by as much as is said.
    /// </summary>
    public static bool IsWorthKeeping(ScoringState uncounted, ScoringState state, int keptHeadroomPpm) =>
        uncounted.Window.Any(slice => slice.Finished + slice.AlertBeats + slice.Latencies.Length > 0)
        || (uncounted.Window.Length > 0 && state.Window.Any(slice => slice.AlertBeats > 0))
        || (uncounted.Window.Length > 0 && Math.Abs(uncounted.HeadroomPpm - keptHeadroomPpm) >= Full / 20);

    /// <summary>The state as people compare it with another.</summary>
    public static JsonElement Describe(ScoringState state, ScoringSettings settings, Moment now)
    {
        var recent = Recent(state, now).ToArray();
        return LooseJson.Object(
            ("score", Explain(state, settings, now).Value),
            ("level", state.Level.ToString().ToLowerInvariant()),
            ("runs_finished", recent.Sum(slice => slice.Finished)),
            ("runs_verified", recent.Sum(slice => slice.Verified)),
            ("beats", recent.Sum(slice => slice.Beats)),
            ("alert_beats", recent.Sum(slice => slice.AlertBeats)),
            ("waits", recent.Sum(slice => slice.Latencies.Length)),
            ("headroom", state.HeadroomPpm / (double)Full),
            ("tightest", state.Tightest),
            ("last_said", state.SaidPpm / (double)Full)
        );
    }

    private static ScoreLevel LevelOf(ScoreLevel current, ScoringSettings settings, double value) =>
        value < settings.Critical ? ScoreLevel.Critical
        : value < settings.Degraded ? ScoreLevel.Degraded
        : value > settings.Recovered || current == ScoreLevel.Healthy ? ScoreLevel.Healthy
        : ScoreLevel.Degraded;

    private static ScorePart Part(string name, double value, int weight, string because)
    {
        var ppm = (int)Math.Round(Math.Clamp(value, 0, 1) * Full);
        return new ScorePart(name, ppm, weight, (int)((long)ppm * weight / Full), because);
    }

    private static double LatencyValue(long? median) => median is { } ms ? Math.Clamp((1000.0 - ms) / 900.0, 0, 1) : 1;

    private static double WeightOf(long slice, Moment now) =>
        Math.Pow(2, -(double)Math.Max(0, now.Monotonic - slice * ScoringState.SliceMs) / HalfLifeMs);

    private static string Runs(ScoringState state, Moment now)
    {
        var recent = Recent(state, now).ToArray();
        return $"{recent.Sum(slice => slice.Verified)} of {recent.Sum(slice => slice.Finished)} runs of the last 5 min verified";
    }

    private static IEnumerable<ScoreSlice> Recent(ScoringState state, Moment now) =>
        state.Window.Where(slice => slice.Slice > now.Monotonic / ScoringState.SliceMs - ScoringState.Slices);

    private static long? WeightedMedian(List<(long Ms, double Weight)> samples)
    {
        if (samples.Count == 0)
            return null;
        samples.Sort(static (a, b) => a.Ms.CompareTo(b.Ms));
        var half = samples.Sum(sample => sample.Weight) / 2;
        foreach (var (ms, weight) in samples)
            if ((half -= weight) <= 0)
                return ms;
        return samples[^1].Ms;
    }
}
