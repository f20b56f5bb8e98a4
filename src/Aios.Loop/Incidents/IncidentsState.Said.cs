using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Incidents;

/// <summary>What becomes of an incident when something about it was said.</summary>
public sealed partial record IncidentsState
{
    /// <summary>
    /// It is from before anything was said of incidents, and nobody has it any more: an older version wrote it. It is history, not a crash.
    /// </summary>
    public bool IsStale(Evidence unsaid, long now) =>
        (SpokenSince == 0 || unsaid.First.Seq < SpokenSince) && (unsaid.IsOver || !unsaid.IsSensed) && now - unsaid.Last.At > StaleMs;

    private IncidentsState WithoutStale(long now) =>
        Unsaid.IsEmpty
            ? this
            : this with
            {
                Unsaid = Unsaid.RemoveRange(Unsaid.Where(each => IsStale(each.Value, now)).Select(each => each.Key)),
            };

    private IncidentsState WithOpened(Opened opened)
    {
        if (All.ContainsKey(opened.Id))
            return this;
        var evidence = Unsaid.GetValueOrDefault(opened.Key) ?? Evidence.Of(opened.First, opened.FirstSignAt);
        var next = this with
        {
            Unsaid = Unsaid.Remove(opened.Key),
            Newest = Newest.SetItem(opened.Key, opened.Id),
            OpenCount = OpenCount + 1,
        };
        return next.Put(new Incident(opened.Id, opened.Key, evidence, opened.AtWall));
    }

    private IncidentsState WithReopened(Reopened reopened)
    {
        if (!All.TryGetValue(reopened.Id, out var incident) || !incident.IsOver)
            return this;
        var later = Unsaid.GetValueOrDefault(incident.Key) ?? Evidence.Of(reopened.Sign, null);
        var next = this with
        {
            Unsaid = Unsaid.Remove(incident.Key),
            Resolved = Resolved.Remove(incident.ResolvedSeq),
            OpenCount = OpenCount + 1,
        };
        return next.Put(
            incident with
            {
                // Who looks after it knows it already.
                Phase = incident.Acknowledgement is null ? IncidentPhase.Open : IncidentPhase.Acknowledged,
                Evidence = incident.Evidence.With(later),
                Resolution = null,
                ResolvedSeq = 0,
                BeganAt = reopened.AtWall,
                Reopenings = incident.Reopenings + 1,
            }
        );
    }

    private IncidentsState WithResolved(long seq, Resolved resolved)
    {
        if (!All.TryGetValue(resolved.Id, out var incident) || incident.IsOver)
            return this;
        var evidence = incident.Evidence;
        // A sign came in while the end was being said: the trouble is back.
        var isBack = evidence.Last.Seq > resolved.ThroughSeq;
        var next = this with
        {
            Unsaid = isBack ? Unsaid.SetItem(incident.Key, Evidence.Of(evidence.Last, null) with { End = evidence.End }) : Unsaid,
            Ended = Ended.Remove(resolved.Id),
            Resolved = Resolved.Add(seq, resolved.Id),
            OpenCount = OpenCount - 1,
        };
        next = next with
        {
            All = next.All.SetItem(
                resolved.Id,
                incident with
                {
                    Phase = IncidentPhase.Resolved,
                    Evidence = isBack ? evidence with { Count = evidence.Count - 1 } : evidence,
                    Resolution = resolved,
                    ResolvedSeq = seq,
                }
            ),
        };
        return next.Resolved.Count <= ResolvedKept ? next : next.Forget();
    }

    private IncidentsState Forget()
    {
        var (seq, id) = Resolved.First();
        var key = All[id].Key;
        return this with
        {
            All = All.Remove(id),
            Resolved = Resolved.Remove(seq),
            Newest = Newest[key] == id ? Newest.Remove(key) : Newest,
        };
    }
}
