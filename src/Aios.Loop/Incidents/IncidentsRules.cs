using System.Security.Cryptography;
using System.Text;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Incidents;

/// <summary>What is to be said about incidents: the difference between what was seen and what was said. Saying it twice changes nothing.</summary>
public static class IncidentsRules
{
    /// <summary>So much is said at once; the rest after that is on record.</summary>
    public const int MostAtOnce = 256;

    /// <summary>
    /// An Alertmanager tells of what still fires; the same told again within a day is stored once. Of which nothing was heard for two, it tells
    /// no more.
    /// </summary>
    private static readonly TimeSpan AlertmanagerSilent = TimeSpan.FromHours(48);

    /// <summary>Times of others that lie further ahead than this are not believed.</summary>
    private const long BelievedAheadMs = 60_000;

    /// <summary>The same event always gives the same id: 48 bits of SHA-256 over source and id.</summary>
    public static IncidentId IdOf(Sign first)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{first.Source}\n{first.Event}\n{first.Seq}"));
        return new IncidentId($"inc-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}");
    }

    /// <summary>Opens what was seen and ends what is over, in the order of the log.</summary>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Decision<IEvent> Decide(IncidentsState state, IncidentSettings settings, long now)
    {
        if (state.Unsaid.IsEmpty && state.Ended.IsEmpty)
            return Decision<IEvent>.Nothing;
        var facts = new List<IEvent>();
        // Of equal states the same sayings in the same order: a table's own order is another one in every process.
        foreach (
            var (key, evidence) in state
                .Unsaid.Where(each => !state.IsStale(each.Value, now))
                .OrderBy(each => each.Value.First.Seq)
                .Take(MostAtOnce)
        )
            facts.Add(
                state.Of(key) is { IsOver: true } before && IsFlap(before, settings, now)
                    ? new Reopened(before.Id, evidence.First, now)
                    : new Opened(IdOf(evidence.First), key, evidence.First, evidence.FirstSignAt, now)
            );
        foreach (var id in state.Ended.OrderBy(id => state.All[id].Evidence.End!.Value.Seq).Take(MostAtOnce))
        {
            var evidence = state.All[id].Evidence;
            var (_, cause, by, why) = evidence.End!.Value;
            facts.Add(new Resolved(id, by, why, cause, evidence.Last.Seq, now));
        }
        return new Decision<IEvent>(facts);
    }

    /// <summary>
    /// What no sensor stands behind and nothing was heard of for the quiet time is over; what an Alertmanager stands behind, after two days.
    /// </summary>
    public static Decision<IEvent> DecideQuiet(IncidentsState state, IncidentSettings settings, long now)
    {
        var facts = state
            .Open.Where(incident => !incident.Evidence.IsOver && !HasWork(incident))
            .Where(incident => QuietOf(incident, settings) is { } quiet && now - LastHeard(incident, now) >= (long)quiet.TotalMilliseconds)
            .OrderBy(incident => incident.Evidence.First.Seq)
            .Take(MostAtOnce)
            .Select(incident => new Resolved(
                incident.Id,
                ResolvedBy.Quiet,
                $"nothing was heard of it for {Faults.Text(QuietOf(incident, settings)!.Value)}",
                null,
                incident.Evidence.Last.Seq,
                now
            ))
            .ToArray();
        return facts.Length == 0 ? Decision<IEvent>.Nothing : new Decision<IEvent>(facts);
    }

    /// <summary>An event says <c>status = resolved</c>: what it speaks of is over, unless a sensor stands behind it or it came back since.</summary>
    public static Decision<IEvent> DecideSaid(IncidentsState state, RecordedEvent said, long now) =>
        state.Of(IncidentKey.Of(said.Event)) is { IsOver: false, Evidence.IsOver: false } incident
        && incident.Evidence.Last.Seq < said.Seq
        && (!incident.Evidence.IsSensed || IncidentSigns.IsFromSensor(said.Event))
            ? Decision<IEvent>.Of(
                new Resolved(
                    incident.Id,
                    ResolvedBy.Event,
                    $"{said.Event.Type} from {said.Event.Source} says resolved",
                    said.Event.Id,
                    incident.Evidence.Last.Seq,
                    now
                )
            )
            : Decision<IEvent>.Nothing;

    public static Decision<IEvent> Acknowledge(IncidentsState state, AcknowledgeIncident said, long now) =>
        state.All.GetValueOrDefault(said.Id) switch
        {
            null => Refuse(said.Id, "it is not known", "'aios incidents ls --all' lists those that are"),
            { IsOver: true } over => Refuse(
                said.Id,
                $"it is resolved: {over.Resolution!.Why}",
                "there is nothing to look after; 'aios incidents show ID' shows how it ended"
            ),
            { Acknowledgement: { } before } => Refuse(
                said.Id,
                $"{before.By} looks after it already",
                "'aios incidents show ID' shows since when"
            ),
            _ => Decision<IEvent>.Of(new Acknowledged(said.Id, said.By, said.Reason, now)),
        };

    private static bool IsFlap(Incident before, IncidentSettings settings, long now) =>
        now - before.Resolution!.AtWall < (long)settings.Flap.TotalMilliseconds;

    private static bool HasWork(Incident incident) => incident.Evidence.Runs.Any(run => !run.Phase.IsTerminal());

    /// <summary>Null: it is over when its sensor says so, and not before.</summary>
    private static TimeSpan? QuietOf(Incident incident, IncidentSettings settings) =>
        !incident.Evidence.IsSensed ? settings.Quiet
        : incident.Evidence.Last is { Type: EventTypes.AlertFiring } ? AlertmanagerSilent
        : null;

    private static long LastHeard(Incident incident, long now)
    {
        var last = incident.Evidence.Last.At;
        return Math.Max(incident.BeganAt, last > now + BelievedAheadMs ? incident.BeganAt : last);
    }

    private static Decision<IEvent> Refuse(IncidentId id, string why, string remedy) =>
        Decision<IEvent>.Refused(new Refusal("incident", id.Value, why, remedy));
}
