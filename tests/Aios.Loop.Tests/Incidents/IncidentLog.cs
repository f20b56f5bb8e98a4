using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Tests.Incidents;

/// <summary>A log of facts, folded as it grows; what the rules want said is put on record at once.</summary>
internal sealed class IncidentLog(IncidentSettings? settings = null)
{
    private readonly IncidentSettings _settings = settings ?? IncidentSettings.Default;

    public List<(long Seq, IEvent Fact)> Facts { get; } = [];

    public IncidentsState State { get; private set; } = IncidentsState.Empty;

    public long Now { get; set; } = 1_000_000;

    public long Seq { get; private set; }

    public Incident Only => State.All.Values.Single();

    public void Put(IEvent fact)
    {
        Facts.Add((++Seq, fact));
        State = State.Apply(Seq, fact);
    }

    /// <summary>An event is on record; nothing is said about it yet.</summary>
    public RecordedEvent Record(
        string type = "app.broken",
        Severity severity = Severity.Error,
        string source = "cli",
        string payload = "{}",
        long? at = null
    )
    {
        var recorded = new RecordedEvent(
            Seq + 1,
            "node-1",
            1,
            new Event
            {
                Id = new EventId($"event-{Seq + 1}"),
                Type = type,
                Source = source,
                Timestamp = at ?? Now,
                Severity = severity,
                Priority = PriorityRules.Of(type, severity, 1),
                Payload = JsonElement.Parse(payload),
            }
        );
        if (IncidentSigns.Read(recorded) is { } fact)
            Put(fact);
        else
            Seq++;
        return recorded;
    }

    /// <summary>An alert of a sensor, or another word of it.</summary>
    public RecordedEvent Sensed(string type, Severity severity = Severity.Warn, string target = "/") =>
        Record(type, severity, "sensor/disk", $$"""{"sensor":"disk","target":"{{target}}","of":"resource.disk_low"}""");

    public void Run(long eventSeq, RunPhase phase, bool verifies = true, string id = "fix-it-1") =>
        Put(
            new RunSeen(
                new IncidentRun(new RunId(id), new PlaybookId("fix-it"), phase, null, Now, Now),
                eventSeq,
                verifies,
                "it works",
                new EventId($"said-{Seq}")
            )
        );

    /// <summary>Says all that is unsaid.</summary>
    public List<IEvent> Say()
    {
        var said = new List<IEvent>();
        while (IncidentsRules.Decide(State, _settings, Now).Events is { Count: > 0 } facts)
            foreach (var fact in facts)
            {
                Put(fact);
                said.Add(fact);
            }
        return said;
    }

    public List<IEvent> SayQuiet()
    {
        var facts = IncidentsRules.DecideQuiet(State, _settings, Now).Events.ToList();
        facts.ForEach(Put);
        return facts;
    }

    /// <summary>What a start would know.</summary>
    public IncidentsState Refold(int upTo = int.MaxValue) =>
        Facts.Take(upTo).Aggregate(IncidentsState.Empty, (state, each) => state.Apply(each.Seq, each.Fact));

    public static string Shown(IncidentsState state) =>
        string.Join(
            '\n',
            state
                .All.Values.OrderBy(incident => incident.Id.Value, StringComparer.Ordinal)
                .Select(Line)
                .Concat(state.Unsaid.OrderBy(each => each.Value.First.Seq).Select(each => $"unsaid {each.Key} {Line(each.Value)}"))
                .Append(
                    $"{state.OpenCount} {state.LeftOut} {string.Join(' ', state.Ended.Select(id => id.Value).Order(StringComparer.Ordinal))}"
                )
        );

    private static string Line(Incident incident) =>
        $"{incident.Id} {incident.Key} {incident.Phase} {incident.OpenedAt} {incident.BeganAt} {incident.Reopenings} "
        + $"{incident.Acknowledgement} {incident.Resolution} {Line(incident.Evidence)}";

    private static string Line(Evidence evidence) =>
        $"{evidence.First} {evidence.Last} {evidence.FirstSignAt} {evidence.Count} {evidence.Severity} {evidence.End} "
        + string.Join(',', evidence.Runs);
}
