using System.Collections.Immutable;

namespace Aios.Loop.Incidents;

/// <summary>What of the incidents outlives the records that told of them.</summary>
public sealed partial record IncidentsState
{
    /// <summary>Incidents that go on, and those that ended after this time: the same trouble may come back to them.</summary>
    /// <param name="endedAfter">Milliseconds since the Unix epoch.</param>
    public IEnumerable<Incident> Lasting(long endedAfter) =>
        All.Values.Where(incident => incident.Resolution is not { } end || end.AtWall > endedAfter);

    /// <summary>The state in which just these are known.</summary>
    /// <param name="unsaid">Signs that no incident was opened for yet.</param>
    public static IncidentsState Of(
        IEnumerable<Incident> incidents,
        IEnumerable<KeyValuePair<IncidentKey, Evidence>> unsaid,
        long spokenSince
    )
    {
        var all = incidents.ToImmutableDictionary(incident => incident.Id);
        return Empty with
        {
            All = all,
            Unsaid = unsaid.ToImmutableDictionary(),
            Ended = [.. all.Values.Where(incident => !incident.IsOver && incident.Evidence.IsOver).Select(incident => incident.Id)],
            SpokenSince = spokenSince,
            OpenCount = all.Values.Count(incident => !incident.IsOver),
            Newest = all
                .Values.GroupBy(incident => incident.Key)
                .ToImmutableDictionary(same => same.Key, same => same.MaxBy(incident => incident.Evidence.First.Seq)!.Id),
            Resolved = all
                .Values.Where(incident => incident.IsOver)
                .ToImmutableSortedDictionary(incident => incident.ResolvedSeq, incident => incident.Id),
        };
    }
}
