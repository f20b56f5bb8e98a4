using System.Collections.Immutable;
using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Loop.Scoring;

/// <summary>What happened within five seconds.</summary>
/// <param name="Slice">Monotonic time divided by the slice's length.</param>
public sealed record ScoreSlice(long Slice)
{
    public int Finished { get; init; }
    public int Verified { get; init; }
    public int Beats { get; init; }
    public int AlertBeats { get; init; }
    public ImmutableArray<long> Latencies { get; init; } = [];

    public ScoreSlice Plus(ScoreSlice other) =>
        this with
        {
            Finished = Finished + other.Finished,
            Verified = Verified + other.Verified,
            Beats = Beats + other.Beats,
            AlertBeats = AlertBeats + other.AlertBeats,
            Latencies = [.. Latencies.Concat(other.Latencies).Take(ScoringState.LatenciesPerSlice)],
        };
}

/// <summary>A bound was passed and has to hold.</summary>
/// <param name="Since">Monotonic time.</param>
public sealed record Dwell(ScoreLevel Towards, long Since);

/// <summary>The last five minutes in slices of five seconds, and what was last said.</summary>
public sealed record ScoringState
{
    public const int SliceMs = 5_000;
    public const int Slices = 60;

    /// <summary>So many latencies of one slice are kept; further ones are left out.</summary>
    public const int LatenciesPerSlice = 256;

    public static ScoringState Empty { get; } = new();

    /// <summary>Oldest first.</summary>
    public ImmutableArray<ScoreSlice> Window { get; init; } = [];
    public int HeadroomPpm { get; init; } = 1_000_000;
    public string Tightest { get; init; } = "nothing was read yet";
    public ScoreLevel Level { get; init; }
    public Dwell? Dwell { get; init; }
    public int SaidPpm { get; init; } = 1_000_000;
    public long? SaidAt { get; init; }

    /// <summary>Ends of runs up to this place in the log are counted. It never goes back.</summary>
    [Monotonic]
    public long AppliedSeq { get; init; }

    /// <summary>Of the newest fact.</summary>
    public Moment At { get; init; }

    public ScoringState Apply(IEvent fact) =>
        fact switch
        {
            RunCounted run => Count(
                run.At,
                slice => slice with { Finished = slice.Finished + 1, Verified = slice.Verified + (run.Verified ? 1 : 0) }
            ) with
            {
                AppliedSeq = Math.Max(AppliedSeq, run.Seq),
            },
            LatencyCounted latency => Count(
                latency.At,
                slice => slice.Latencies.Length < LatenciesPerSlice ? slice with { Latencies = slice.Latencies.Add(latency.Ms) } : slice
            ),
            BeatsCounted beat => Count(
                beat.At,
                slice => slice with { Beats = slice.Beats + beat.Beats, AlertBeats = slice.AlertBeats + beat.AlertBeats }
            ) with
            {
                HeadroomPpm = beat.HeadroomPpm,
                Tightest = beat.Tightest,
            },
            // Only beats know the headroom: what was counted without one leaves it as it is.
            Counted counted => (
                counted.Slices.Any(slice => slice.Beats > 0)
                    ? this with
                    {
                        HeadroomPpm = counted.HeadroomPpm,
                        Tightest = counted.Tightest,
                    }
                    : this
            ).Merge(counted.Slices) with
            {
                At = counted.At,
                AppliedSeq = Math.Max(AppliedSeq, counted.AppliedSeq),
            },
            Resumed resumed => Resume(resumed.At),
            ScoreSaid said => this with { SaidPpm = said.Score.Ppm, SaidAt = said.At.Monotonic, At = said.At },
            DwellBegun begun => this with { Dwell = new Dwell(begun.Towards, begun.At.Monotonic), At = begun.At },
            DwellEnded => this with { Dwell = null },
            LevelChanged changed => this with { Level = changed.Level, Dwell = null, At = changed.At },
            _ => throw new InvalidOperationException($"the score does not know {fact.GetType().Name}"),
        };

    /// <summary>The same state as if its newest fact were of that instant: what was ten seconds old then is ten seconds old at that instant.</summary>
    public ScoringState TakenUp(Moment at)
    {
        var ms = at.Monotonic - At.Monotonic;
        var slices = (long)Math.Round(ms / (double)SliceMs);
        return this with
        {
            Window = [.. Window.Select(slice => slice with { Slice = slice.Slice + slices })],
            Dwell = Dwell is { } dwell ? dwell with { Since = dwell.Since + ms } : null,
            SaidAt = SaidAt + ms,
            At = at,
        };
    }

    // Only the wall clock says how much time passed between two lives.
    private ScoringState Resume(Moment at)
    {
        var elapsed = Math.Max(0, at.Wall - At.Wall);
        return At == default ? this with { At = at } : TakenUp(new Moment(At.Wall, at.Monotonic - elapsed)) with { At = at };
    }

    private ScoringState Merge(ImmutableArray<ScoreSlice> slices) =>
        slices.Aggregate(this, (state, added) => state.Into(added.Slice, slice => slice.Plus(added)));

    private ScoringState Count(Moment at, Func<ScoreSlice, ScoreSlice> change) =>
        Into(at.Monotonic / SliceMs, change) with
        {
            At = at.Monotonic > At.Monotonic || At == default ? at : At,
        };

    private ScoringState Into(long slice, Func<ScoreSlice, ScoreSlice> change)
    {
        var kept =
            Window is [{ Slice: var first }, ..] && first <= slice - Slices ? Window.RemoveAll(old => old.Slice <= slice - Slices) : Window;
        return this with { Window = Changed(kept, slice, change) };
    }

    private static ImmutableArray<ScoreSlice> Changed(ImmutableArray<ScoreSlice> window, long slice, Func<ScoreSlice, ScoreSlice> change)
    {
        for (var at = window.Length - 1; at >= 0; at--)
            if (window[at].Slice == slice || (at == window.Length - 1 && window[at].Slice > slice))
                return window.SetItem(at, change(window[at]));
        return window.Add(change(new ScoreSlice(slice)));
    }
}
