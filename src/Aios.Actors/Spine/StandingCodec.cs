using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aios.Journal.Maintenance;
using Aios.Loop.Incidents;
using Aios.Loop.Overrides;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>What of a recollection outlives the records it was folded from, one fact a row, and back.</summary>
public static class StandingCodec
{
    private const string Queue = "queue";
    private const string Start = "start";
    private const string Alert = "alert";
    private const string Incident = "incident";
    private const string Signs = "signs";
    private const string Spoken = "spoken";
    private const string Setting = "setting";

    /// <summary>The same trouble again so soon after its end is the same incident, whatever the settings say.</summary>
    private const long FlapMs = 24L * 60 * 60 * 1_000;

    /// <param name="past">Folded from every record up to its <see cref="Recollection.Seq"/>, and none after.</param>
    /// <param name="now">About when that was, milliseconds since the Unix epoch.</param>
    public static Standing Write(Recollection past, long now) =>
        new(
            past.Seq,
            [
                .. past.Queue.IsHalted
                    ? [Fact(Queue, "", past.Seq, past.Queue, StandingContext.Default.QueueStanding)]
                    : Array.Empty<StandingFact>(),
                .. past.UnfinishedStart is { } start ? [Recorded(Start, "", start)] : Array.Empty<StandingFact>(),
                .. past.Alerts.Raised.Select(alert => Recorded(Alert, $"{alert.Key.Sensor}/{alert.Key.Target}", alert.Value)),
                .. past
                    .Incidents.Lasting(now - FlapMs)
                    .Select(incident =>
                        Fact(Incident, incident.Id.Value, incident.Evidence.Last.Seq, incident, StandingContext.Default.Incident)
                    ),
                .. past.Incidents.Unsaid.Select(each =>
                    Fact(
                        Signs,
                        $"{each.Key}",
                        each.Value.Last.Seq,
                        new UnsaidSigns(each.Key, each.Value),
                        StandingContext.Default.UnsaidSigns
                    )
                ),
                .. past.Incidents.SpokenSince > 0
                    ? [new StandingFact(Spoken, "", past.Incidents.SpokenSince, "")]
                    : Array.Empty<StandingFact>(),
                .. past.Overrides.Layers.Values.SelectMany(layers =>
                    layers.Select(
                        (each, at) => Fact(Setting, $"{each.Key}#{at:00}", past.Seq, each, StandingContext.Default.SettingOverride)
                    )
                ),
            ]
        );

    /// <exception cref="InvalidDataException">A row is not as this version writes it.</exception>
    public static Recollection Read(Standing standing)
    {
        var (incidents, unsaid, alerts) = (
            new List<Incident>(),
            new Dictionary<IncidentKey, Evidence>(),
            ImmutableDictionary.CreateBuilder<AlertKey, RecordedEvent>()
        );
        var (past, spoken) = (Recollection.Empty with { Seq = standing.UpTo }, 0L);
        foreach (var fact in standing.Facts)
            switch (fact.Kind)
            {
                case Queue:
                    past = past with { Queue = Parse(fact, StandingContext.Default.QueueStanding) };
                    break;
                case Start:
                    past = past with { UnfinishedStart = Parse(fact, StandingContext.Default.RecordedEvent) };
                    break;
                case Alert when Parse(fact, StandingContext.Default.RecordedEvent) is var raised && AlertKey.Of(raised.Event) is { } key:
                    alerts[key] = raised;
                    break;
                case Incident:
                    incidents.Add(Parse(fact, StandingContext.Default.Incident));
                    break;
                case Signs:
                    var signs = Parse(fact, StandingContext.Default.UnsaidSigns);
                    unsaid[signs.Key] = signs.Evidence;
                    break;
                case Setting when Parse(fact, StandingContext.Default.SettingOverride) is var set:
                    past = past with
                    {
                        Overrides = past.Overrides.Apply(
                            new OverridesProtocol.SettingChanged(set.Key, set.Value, set.Run, set.Step, set.AtWall)
                        ),
                    };
                    break;
                case Spoken:
                    spoken = fact.Seq;
                    break;
                default:
                    throw Unknown(fact, null);
            }
        return past with { Alerts = new StandingAlerts(alerts.ToImmutable()), Incidents = IncidentsState.Of(incidents, unsaid, spoken) };
    }

    private static StandingFact Recorded(string kind, string key, RecordedEvent record) =>
        Fact(kind, key, record.Seq, record, StandingContext.Default.RecordedEvent);

    private static StandingFact Fact<T>(string kind, string key, long seq, T value, JsonTypeInfo<T> shape) =>
        new(kind, key, seq, JsonSerializer.Serialize(value, shape));

    private static T Parse<T>(StandingFact fact, JsonTypeInfo<T> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(fact.Text, shape) ?? throw Unknown(fact, null);
        }
        catch (JsonException error)
        {
            throw Unknown(fact, error);
        }
    }

    private static InvalidDataException Unknown(StandingFact fact, Exception? error) =>
        new($"aios.db holds a standing {fact.Kind} '{fact.Key}' that this version cannot read", error);
}
