using System.Collections.Immutable;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Node.Tests.Inspection;

/// <summary>One incident of each phase, the chain of a run, and a playbook that said no.</summary>
internal static class FakeIncidents
{
    public const string Open = "inc-ffffffffffff";
    public const string Resolved = "inc-0a1b2c3d4e5f";
    public const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private static readonly Sign DiskLow = new(
        116,
        new EventId("event-116"),
        "resource.disk_low",
        "sensor/disk",
        FakeViews.Start + 990,
        Severity.Warn,
        Trace,
        true
    );

    public static IReadOnlyList<Incident> All { get; } =
    [
        new(
            new IncidentId(Open),
            new IncidentKey("app", "web-1"),
            Evidence.Of(Sign(140, "app.broken", Severity.Error), null),
            FakeViews.Start + 50_004
        ),
        new(
            new IncidentId("inc-111111111111"),
            new IncidentKey("agent", "coder-1"),
            Evidence.Of(Sign(130, "agent.failed", Severity.Critical), null),
            FakeViews.Start + 40_000
        )
        {
            Phase = IncidentPhase.Acknowledged,
            Acknowledgement = new Acknowledged(new IncidentId("inc-111111111111"), "uid 1000, pid 7", "on it", FakeViews.Start + 41_000),
        },
        new(
            new IncidentId(Resolved),
            new IncidentKey("resource", "disk//"),
            Evidence.Of(DiskLow, FakeViews.Start - 9_010).With(DiskLow with { Seq = 117, Severity = Severity.Critical }) with
            {
                Runs =
                [
                    new(
                        FakeRuns.Verified.Plan.Id,
                        FakeRuns.Playbook.Id,
                        RunPhase.Verified,
                        Trace,
                        FakeViews.Start + 1_000,
                        FakeViews.Start + 8_102
                    ),
                ],
            },
            FakeViews.Start + 994
        )
        {
            Phase = IncidentPhase.Resolved,
            Reopenings = 1,
            Resolution = new Resolved(
                new IncidentId(Resolved),
                ResolvedBy.Event,
                "resource.recovered from sensor/disk",
                new EventId("event-129"),
                117,
                FakeViews.Start + 8_100
            ),
        },
    ];

    public static IReadOnlyList<RecordedEvent> Records { get; } =
    [
        Record(115, -9_010, "resource.threshold_candidate", "sensor/disk", null, """{"value":80.2,"threshold":80,"unit":"percent"}"""),
        Record(116, 990, "resource.disk_low", "sensor/disk", 115, """{"value":91.25,"threshold":80,"unit":"percent"}""", Severity.Warn),
        Record(
            118,
            992,
            "scheduler.decision",
            "aios/scheduler",
            116,
            """{"action":"dispatch","event":"event-116","event_seq":116,"reason":"next in order","queue_position":1,"waited_ms":1}"""
        ),
        Record(
            119,
            994,
            "incident.opened",
            "aios/incidents",
            116,
            $$"""{"incident":"{{Resolved}}","family":"resource","target":"disk//","time_to_detect_ms":10004}"""
        ),
        Record(
            120,
            996,
            "reactor.matched",
            "aios/reactor",
            116,
            """{"event":"event-116","playbook":"disk-cleanup","run":"disk-cleanup-0a1b2c3d4e","reason":"the only one that fits","options":[{"name":"disk-cleanup","score":0.7,"reason":"chosen"},{"name":"big-journal","score":0.5,"reason":"it rests for another 300 s"}]}"""
        ),
        Record(
            121,
            1_000,
            "run.planned",
            "aios/run",
            116,
            """{"run":"disk-cleanup-0a1b2c3d4e","playbook":"disk-cleanup","plan":{"target":"disk//","steps":[{},{}]}}"""
        ),
        Record(122, 1_003, "run.step-started", "aios/run", 116, """{"run":"disk-cleanup-0a1b2c3d4e","step":"journal","attempt":1}"""),
        Record(
            123,
            1_044,
            "run.step-succeeded",
            "aios/run",
            116,
            """{"run":"disk-cleanup-0a1b2c3d4e","step":"journal","attempt":1,"duration_ms":41,"detail":"ended with code 0"}"""
        ),
        Record(126, 6_046, "run.verifying", "aios/run", 116, """{"run":"disk-cleanup-0a1b2c3d4e","round":1}"""),
        Record(128, 8_095, "resource.recovered", "sensor/disk", 116, """{"value":61.5,"unit":"percent"}"""),
        Record(
            129,
            8_102,
            "run.verified",
            "aios/run",
            116,
            """{"run":"disk-cleanup-0a1b2c3d4e","phase":"Verified","reason":"sensor disk recovered on /"}"""
        ),
        Record(131, 12_000, "score.updated", "aios/score", null, """{"score":0.9125}"""),
    ];

    public static Answer Answer(Incident? incident, AcknowledgeIncident said) =>
        IncidentsRules.Acknowledge(
            IncidentsState.Empty with
            {
                All = All.ToImmutableDictionary(each => each.Id),
            },
            said,
            FakeViews.Start + 60_000
        )
            is { Refusal: { } refusal }
            ? new Answer(incident, refusal)
            : new Answer(
                incident! with
                {
                    Phase = IncidentPhase.Acknowledged,
                    Acknowledgement = new Acknowledged(said.Id, said.By, said.Reason, FakeViews.Start + 60_000),
                },
                null
            );

    public static Chain? Chain(string id) =>
        id == Resolved || All.Any(incident => incident.Id.Value == id)
            ? new Chain("incident", id, "resource on disk//", Trace, Links(), false)
        : id == FakeRuns.Verified.Plan.Id.Value ? new Chain("run", id, "verified: Free space on a full disk", Trace, Links(), false)
        : null;

    public static (WhyNot?, Refusal?) WhyNot(string playbook, string id) =>
        playbook == "disk-cleanup" && id == "116"
            ? (
                new WhyNot(
                    FakeRuns.Playbook.Id,
                    Records[1],
                    new WhyNotThen(
                        new EventId(FakeDecisions.Match),
                        FakeViews.Start + 996,
                        new WhyNotAnswer(false, WhyNotRules.Worded("severity >= error : severity is 1")),
                        null
                    ),
                    new WhyNotAnswer(false, "it rests for another 300 s")
                ),
                null
            )
            : (null, new Refusal("playbook", playbook, "it is not loaded", "'aios playbooks ls' lists those that are"));

    private static IReadOnlyList<ChainLink> Links() =>
        ChainRules.Links(
            Records,
            FakeEffects.All.ToDictionary(record => record.Intent.Id),
            decision => decision.Value == "event-120" ? "success, run.verified" : null,
            "event-116",
            "0.843"
        );

    private static Sign Sign(long seq, string type, Severity severity) =>
        new(seq, new EventId($"event-{seq}"), type, "cli", FakeViews.Start + 40_000 + seq, severity, null, false);

    private static RecordedEvent Record(
        long seq,
        long after,
        string type,
        string source,
        long? cause,
        string payload,
        Severity severity = Severity.Info
    )
    {
        var plain = FakeViews.Record(seq, type, severity, payload);
        return plain with
        {
            Event = plain.Event with
            {
                Source = source,
                Timestamp = FakeViews.Start + after,
                TraceId = Trace,
                CauseId = cause is null ? null : $"event-{cause}",
            },
        };
    }
}
