using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Incidents;

public enum IncidentPhase
{
    Open,
    Acknowledged,
    Resolved,
}

/// <summary>Events of one family on one target, from the first sign until it is over.</summary>
/// <param name="OpenedAt">When the first alert was on record, milliseconds since the Unix epoch.</param>
public sealed record Incident(IncidentId Id, IncidentKey Key, Evidence Evidence, long OpenedAt)
{
    public IncidentPhase Phase { get; init; }

    /// <summary>Who looks after it, and since when; null while nobody does.</summary>
    public Acknowledged? Acknowledgement { get; init; }

    /// <summary>How it ended; null before, and again when it comes back.</summary>
    public Resolved? Resolution { get; init; }

    /// <summary>Where its end stands in the log; 0 before.</summary>
    public long ResolvedSeq { get; init; }

    /// <summary>When it came back last; <see cref="OpenedAt"/> before.</summary>
    public long BeganAt { get; init; } = OpenedAt;

    /// <summary>How often it came back.</summary>
    public int Reopenings { get; init; }

    public bool IsOver => Phase == IncidentPhase.Resolved;

    /// <summary>From the first sign to the first alert on record, in milliseconds.</summary>
    public long DetectMs => Math.Max(0, OpenedAt - Evidence.FirstSignAt);

    /// <summary>From the opening to the end, in milliseconds; null while it goes on.</summary>
    public long? RecoverMs => Resolution is { } end ? Math.Max(0, end.AtWall - OpenedAt) : null;
}

/// <summary>What was seen of one trouble.</summary>
/// <param name="FirstSignAt">Of the candidate that came before, else of the first sign itself; milliseconds since the Unix epoch.</param>
/// <param name="Count">Signs.</param>
/// <param name="Severity">Of the worst of them.</param>
public sealed record Evidence(Sign First, Sign Last, long FirstSignAt, long Count, Severity Severity)
{
    /// <summary>Runs that are kept, the newest.</summary>
    public const int RunsKept = 50;

    /// <summary>The newest word that it is over, and where it stands in the log.</summary>
    public (long Seq, EventId Event, ResolvedBy By, string Why)? End { get; init; }

    public ImmutableArray<IncidentRun> Runs { get; init; } = [];

    public bool IsSensed { get; init; } = First.IsSensed;

    /// <summary>It was said to be over, and nothing came after that.</summary>
    public bool IsOver => End is { } end && end.Seq > Last.Seq;

    public static Evidence Of(Sign sign, long? firstSignAt) => new(sign, sign, Math.Min(firstSignAt ?? sign.At, sign.At), 1, sign.Severity);

    public Evidence With(Sign sign) =>
        this with
        {
            Last = sign,
            Count = Count + 1,
            Severity = sign.Severity > Severity ? sign.Severity : Severity,
            IsSensed = IsSensed || sign.IsSensed,
        };

    /// <summary>What came after an end is the same trouble again.</summary>
    public Evidence With(Evidence later) =>
        this with
        {
            Last = later.Last,
            Count = Count + later.Count,
            Severity = later.Severity > Severity ? later.Severity : Severity,
            IsSensed = IsSensed || later.IsSensed,
            End = later.End,
            Runs = Kept(Runs.AddRange(later.Runs)),
        };

    public Evidence With(IncidentRun run)
    {
        var at = -1;
        for (var i = Runs.Length - 1; i >= 0 && at < 0; i--)
            if (Runs[i].Id == run.Id)
                at = i;
        return this with { Runs = at >= 0 ? Runs.SetItem(at, run) : Kept(Runs.Add(run)) };
    }

    private static ImmutableArray<IncidentRun> Kept(ImmutableArray<IncidentRun> runs) =>
        runs.Length <= RunsKept ? runs : runs.RemoveRange(0, runs.Length - RunsKept);
}
