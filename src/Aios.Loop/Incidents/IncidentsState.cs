using System.Collections.Immutable;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Incidents;

/// <summary>All incidents as the log tells them. Everything in it is bounded.</summary>
public sealed partial record IncidentsState
{
    /// <summary>Incidents that are over are kept, the newest, so many.</summary>
    public const int ResolvedKept = 1_000;

    /// <summary>No more go on at once; further signs are counted only.</summary>
    public const int MostOpen = 5_000;

    private const int CandidatesKept = 1_000;
    private const int SignsKept = 10_000;
    private const long StaleMs = 3_600_000;

    public static IncidentsState Empty { get; } = new();

    public ImmutableDictionary<IncidentId, Incident> All { get; init; } = ImmutableDictionary<IncidentId, Incident>.Empty;

    /// <summary>Signs of trouble that no incident was opened for yet.</summary>
    public ImmutableDictionary<IncidentKey, Evidence> Unsaid { get; init; } = ImmutableDictionary<IncidentKey, Evidence>.Empty;

    /// <summary>Incidents that go on although the end was seen: it is to be said.</summary>
    public ImmutableHashSet<IncidentId> Ended { get; init; } = [];

    /// <summary>Signs that were left out because too many incidents went on.</summary>
    public long LeftOut { get; init; }

    /// <summary>The first record in which anything was said; 0 before.</summary>
    public long SpokenSince { get; init; }

    /// <summary>Not over.</summary>
    public int OpenCount { get; init; }

    /// <summary>The newest incident of each key, going on or not.</summary>
    public ImmutableDictionary<IncidentKey, IncidentId> Newest { get; init; } = ImmutableDictionary<IncidentKey, IncidentId>.Empty;

    /// <summary>By the place of their end in the log, so that the oldest are forgotten first.</summary>
    public ImmutableSortedDictionary<long, IncidentId> Resolved { get; init; } = ImmutableSortedDictionary<long, IncidentId>.Empty;

    /// <summary>First signs that nothing came of yet.</summary>
    public ImmutableDictionary<IncidentKey, (long Seq, long At)> Candidates { get; init; } =
        ImmutableDictionary<IncidentKey, (long, long)>.Empty;

    /// <summary>A run names the event it answers by its number.</summary>
    public ImmutableSortedDictionary<long, IncidentKey> Signs { get; init; } = ImmutableSortedDictionary<long, IncidentKey>.Empty;

    /// <summary>Runs that go on.</summary>
    public ImmutableDictionary<RunId, IncidentKey> Runs { get; init; } = ImmutableDictionary<RunId, IncidentKey>.Empty;

    public IEnumerable<Incident> Open => All.Values.Where(incident => !incident.IsOver);

    /// <summary>The newest incident of the key.</summary>
    public Incident? Of(IncidentKey key) => Newest.TryGetValue(key, out var id) ? All[id] : null;

    /// <param name="seq">Where the fact stands in the log.</param>
    public IncidentsState Apply(long seq, IEvent fact) =>
        fact switch
        {
            FirstSignSeen first => WithCandidate(first.Key, seq, first.At),
            SignSeen seen => WithSign(seen.Key, seen.Sign),
            EndSeen end => WithoutCandidate(end.Key).WithEnd(end.Key, seq, end.Event, end.Why, end.IsFromSensor),
            NodeSeen node => WithoutStale(node.At).WithEnd(IncidentSigns.Node, seq, node.Event, "the node is up again", false),
            RunSeen run => WithRun(seq, run),
            Opened opened => WithOpened(opened) with { SpokenSince = SpokenSince == 0 ? seq : SpokenSince },
            Reopened reopened => WithReopened(reopened),
            Acknowledged said => All.TryGetValue(said.Id, out var incident) && !incident.IsOver
                ? Put(incident with { Phase = IncidentPhase.Acknowledged, Acknowledgement = incident.Acknowledgement ?? said })
                : this,
            Resolved resolved => WithResolved(seq, resolved),
            _ => throw new InvalidOperationException($"incidents do not know {fact.GetType().Name}"),
        };

    private IncidentsState WithEnd(IncidentKey key, long seq, EventId cause, string why, bool isFromSensor) =>
        Change(
            key,
            evidence => evidence.IsSensed && !isFromSensor ? evidence : evidence with { End = (seq, cause, ResolvedBy.Event, why) }
        );

    private IncidentsState WithCandidate(IncidentKey key, long seq, long at)
    {
        var all = Candidates.SetItem(key, (seq, at));
        return this with { Candidates = all.Count <= CandidatesKept ? all : all.Remove(all.MinBy(each => each.Value.Seq).Key) };
    }

    private IncidentsState WithoutCandidate(IncidentKey key) =>
        Candidates.ContainsKey(key) ? this with { Candidates = Candidates.Remove(key) } : this;

    private IncidentsState WithSign(IncidentKey key, Sign sign)
    {
        var signs = Signs.SetItem(sign.Seq, key);
        var next = WithoutCandidate(key) with { Signs = signs.Count <= SignsKept ? signs : signs.Remove(signs.First().Key) };
        if (Of(key) is { IsOver: false } || Unsaid.ContainsKey(key))
            return next.Change(key, evidence => evidence.With(sign));
        if (OpenCount + Unsaid.Count >= MostOpen)
            return next with { LeftOut = LeftOut + 1 };
        var firstSign = Candidates.TryGetValue(key, out var candidate) ? candidate.At : (long?)null;
        return next with { Unsaid = Unsaid.SetItem(key, Evidence.Of(sign, firstSign)) };
    }

    private IncidentsState WithRun(long seq, RunSeen seen)
    {
        var run = seen.Run;
        if (!Runs.TryGetValue(run.Id, out var key) && !Signs.TryGetValue(seen.EventSeq, out key))
            return this;
        var isOver = run.Phase.IsTerminal();
        var next = this with { Runs = isOver ? Runs.Remove(run.Id) : Runs.SetItem(run.Id, key) };
        var isProof = run.Phase == RunPhase.Verified && seen.Verifies;
        return next.Change(
            key,
            evidence =>
            {
                var with = evidence.With(run);
                return isProof && !evidence.IsSensed
                    ? with with
                    {
                        End = (seq, seen.Event, ResolvedBy.Run, $"run {run.Id} was verified: {seen.Reason}"),
                    }
                    : with;
            },
            seen.EventSeq
        );
    }

    /// <summary>Changes what is known of the trouble on a key that is going on; or of the one that an event belongs to.</summary>
    private IncidentsState Change(IncidentKey key, Func<Evidence, Evidence> change, long eventSeq = long.MaxValue)
    {
        if (Unsaid.TryGetValue(key, out var unsaid) && eventSeq >= unsaid.First.Seq)
            return this with { Unsaid = Unsaid.SetItem(key, change(unsaid)) };
        return Of(key) is { } incident && (!incident.IsOver || eventSeq <= incident.Evidence.Last.Seq)
            ? Put(incident with { Evidence = change(incident.Evidence) })
            : this;
    }

    private IncidentsState Put(Incident incident) =>
        this with
        {
            All = All.SetItem(incident.Id, incident),
            Ended = !incident.IsOver && incident.Evidence.IsOver ? Ended.Add(incident.Id) : Ended.Remove(incident.Id),
        };
}
