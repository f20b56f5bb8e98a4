using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Incidents;
using Aios.Loop.Ports;
using Aios.Loop.Reacting;
using Aios.Loop.Rollback;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Inspection;

/// <summary>A node with fixed answers.</summary>
internal sealed partial class FakeViews : IViews, IInspector
{
    public const long Start = 1_767_225_600_000;

    private readonly Channel<RecordedEvent> _log = Channel.CreateUnbounded<RecordedEvent>();
    private long _tailed;
    private int _looks;

    public NodeStatus StatusAnswer { get; set; } =
        new("host-1a2b", 3, 4242, "0.1.0", "/var/lib/aios", Start, 120, 0.8425, "healthy", 1, 2, 3, 1, [])
        {
            IncidentsOpen = 2,
            IncidentsUnacknowledged = 1,
        };

    public List<EffectProtocol.ResolveEffect> Said { get; } = [];

    public Func<Task>? BeforeStatus { get; set; }

    public TaskCompletionSource TailEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource FirstTailed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Events handed out so far.</summary>
    public long Tailed => Interlocked.Read(ref _tailed);

    public async Task<NodeStatus> Status()
    {
        if (BeforeStatus is { } before)
            await before();
        return StatusAnswer;
    }

    public Task<SensingProtocol.Readings> Readings() =>
        Task.FromResult(
            new SensingProtocol.Readings(
                JsonElement.Parse("{}"),
                [
                    new("cpu", "quiet", "12.5 %", Start + 60_000, null),
                    new("disk", "unhealthy", "", 0, "/proc/self/mountinfo cannot be read"),
                ]
            )
        );

    public Task<IReadOnlyList<ReactingProtocol.PlaybookView>> Playbooks() =>
        Task.FromResult<IReadOnlyList<ReactingProtocol.PlaybookView>>([new(FakeRuns.Playbook, new(4, 3, 1), 1)]);

    public Task<IReadOnlyList<RunState>> Runs() => Task.FromResult<IReadOnlyList<RunState>>([FakeRuns.Failed, FakeRuns.Verified]);

    public Task<RunState?> Run(RunId run) =>
        Task.FromResult(new[] { FakeRuns.Failed, FakeRuns.Verified }.FirstOrDefault(each => each.Plan.Id == run));

    public List<RunProtocol.ICommand> Changed { get; } = [];

    public Task<RunProtocol.Answered> Cancel(RunProtocol.CancelRun said) => Change(said, said.Run);

    public Task<RunProtocol.Answered> RetryRollback(RunProtocol.RetryRollback said) => Change(said, said.Run);

    private async Task<RunProtocol.Answered> Change(RunProtocol.ICommand said, RunId id)
    {
        Changed.Add(said);
        var run = await Run(id);
        var refusal = run is { IsOver: false } ? null : new Refusal("run", id.Value, "it is over", "there is nothing to cancel");
        return new RunProtocol.Answered(run, refusal);
    }

    public List<ApprovalProtocol.ICommand> Answered { get; } = [];

    public Task<IReadOnlyList<Approval>> Approvals() => Task.FromResult(FakeApprovals.All);

    public Task<ApprovalProtocol.Answered> Answer(ApprovalProtocol.ICommand said)
    {
        Answered.Add(said);
        return Task.FromResult(FakeApprovals.Answer(said));
    }

    public Task<IReadOnlyList<EffectRecord>> Effects(EffectQuery query) =>
        Task.FromResult<IReadOnlyList<EffectRecord>>([
            .. FakeEffects.All.Where(record => query.Standing is null || record.Standing == query.Standing).Take(query.Limit),
        ]);

    public Task<EffectRecord?> Effect(EffectId effect) =>
        Task.FromResult(FakeEffects.All.FirstOrDefault(record => record.Intent.Id == effect));

    public async Task<EffectProtocol.EffectResolved> Resolve(EffectProtocol.ResolveEffect said)
    {
        Said.Add(said);
        var record = await Effect(said.Effect);
        return EffectRules.Refuse(said.Effect, record, null) is { } refusal
            ? new EffectProtocol.EffectResolved(record, refusal)
            : new EffectProtocol.EffectResolved(record! with { Outcome = EffectRules.Outcome(said), OutcomeAt = Start + 60_000 }, null);
    }

    public DecisionQuery? AskedDecisions { get; private set; }

    public bool LacksFullText { get; set; }

    public Task<IReadOnlyList<DecisionEntry>> Decisions(DecisionQuery query)
    {
        AskedDecisions = query;
        return query.Text is not null && LacksFullText
            ? throw new NotSupportedException("the SQLite library that runs has no full-text search (FTS5)")
            : Task.FromResult<IReadOnlyList<DecisionEntry>>([.. FakeDecisions.All.Take(query.Limit)]);
    }

    public Task<(DecisionEntry Entry, IReadOnlyList<DecisionVersion> Before)?> Decision(string id) =>
        Task.FromResult(
            FakeDecisions.All.FirstOrDefault(entry => entry.Id == id) is { } found
                ? ((DecisionEntry, IReadOnlyList<DecisionVersion>)?)(found, [new(1, Start + 2_000, DecisionOutcome.Pending, null)])
                : null
        );

    public Task<DecisionStats> DecisionStats() =>
        Task.FromResult(new DecisionStats(2, 120, 0, null, true, [(LoopStage.React, DecisionOutcome.Success, 2)]));

    public Task<BackupView> Backup(string folder) =>
        folder.EndsWith("full", StringComparison.Ordinal)
            ? throw new IOException($"{folder}: the folder is not empty. Name one that is empty or not there yet.")
            : Task.FromResult(new BackupView(folder, 120, 120, "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg", 3, 2));

    public Task<ScoringProtocol.CurrentScore> Score() =>
        Task.FromResult(
            new ScoringProtocol.CurrentScore(
                new Score(
                    842_500,
                    [
                        new("success", 750_000, 400_000, 300_000, "3 of 4 runs of the last 5 min verified"),
                        new("latency", 1_000_000, 200_000, 200_000, "P50 from record to first step 12 ms"),
                        new("stability", 950_000, 250_000, 237_500, "0.5 % of recent beats had an alert"),
                        new("resource", 700_000, 150_000, 105_000, "disk at 63.2 % of 90 %, the tightest of what the sensors read"),
                    ]
                ),
                ScoreLevel.Healthy
            )
        );

    public List<IncidentsProtocol.AcknowledgeIncident> Acknowledged { get; } = [];

    public Task<IReadOnlyList<Incident>> Incidents() => Task.FromResult(FakeIncidents.All);

    public Task<Incident?> Incident(IncidentId incident) => Task.FromResult(FakeIncidents.All.FirstOrDefault(each => each.Id == incident));

    public async Task<IncidentsProtocol.Answer> Acknowledge(IncidentsProtocol.AcknowledgeIncident said)
    {
        Acknowledged.Add(said);
        return FakeIncidents.Answer(await Incident(said.Id), said);
    }

    public Task<Chain?> Why(string id) => Task.FromResult(FakeIncidents.Chain(id));

    public Task<(WhyNot? Answer, Refusal? Refusal)> WhyNot(string playbook, string recorded) =>
        Task.FromResult(FakeIncidents.WhyNot(playbook, recorded));

    public Task<(Playbook Playbook, Trial Trial, Refusal? Refusal)> DryRun(string playbook, string recorded) =>
        Task.FromResult(FakeTrial.Of(playbook));

    public Task<IReadOnlyList<RecordedEvent>> Trace(string id) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>(id == FakeIncidents.Trace ? FakeIncidents.Records : []);

    public Task<MaintenanceView> Maintain() =>
        Task.FromResult(new MaintenanceView(["2025-12-23", "2025-12-24"], ["2025-12-01"], [], 90_000_000, 8_000_000, 1_234, null));

    public List<RollbackProtocol.Rollback> RolledBack { get; } = [];

    public Task<IReadOnlyList<RollbackProtocol.IReply>> Snapshots(string? actor) =>
        Task.FromResult<IReadOnlyList<RollbackProtocol.IReply>>([
            actor is null or "score"
                ? new RollbackProtocol.Snapshots("score", 250, new Kept(0, Start, [new(100, Start), new(200, Start + 30_000)]))
                : Unknown(actor),
        ]);

    public Task<RollbackProtocol.IReply> PreviewRollback(string actor, RollbackTarget to) =>
        Task.FromResult<RollbackProtocol.IReply>(actor == "score" ? Previewed(to) : Unknown(actor));

    public Task<RollbackProtocol.IReply> Rollback(string actor, RollbackProtocol.Rollback asked)
    {
        RolledBack.Add(asked);
        return Task.FromResult<RollbackProtocol.IReply>(
            actor == "score" ? new RollbackProtocol.Applied(Previewed(asked.To), 251) : Unknown(actor)
        );
    }

    private static RollbackProtocol.Preview Previewed(RollbackTarget to) =>
        new(
            "score",
            250,
            to.Seq ?? 200,
            Start + 30_000,
            [
                new("score", "0.8425", "1"),
                new("level", "degraded", "healthy"),
                new("tightest", "disk at 63.2 % of 90 %", "memory at 41.0 % of 85 %, the tightest of all that was read then"),
            ]
        );

    private static RollbackProtocol.Refused Unknown(string actor) =>
        new(new Refusal("rollback", actor, "no actor with a past has this name", "name one of score"));

    public async IAsyncEnumerable<RecordedEvent> Tail(long afterSeq, string type, [EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            await foreach (var recorded in _log.Reader.ReadAllAsync(cancel))
                if (recorded.Seq > afterSeq)
                {
                    Interlocked.Increment(ref _tailed);
                    FirstTailed.TrySetResult();
                    yield return recorded;
                }
        }
        finally
        {
            TailEnded.TrySetResult();
        }
    }

    public void Append(RecordedEvent recorded) => Assert.True(_log.Writer.TryWrite(recorded));

    /// <summary>The journal has processed ten more at every look.</summary>
    public IReadOnlyList<ActorView> Hierarchy(string path, int maxDepth, int maxCount) =>
        [
            .. new ActorView[]
            {
                new("/user/aios", 0, "AiosActor", 0, 12, 0, null, null, 0, [new(0, 0)], 0, false),
                new(
                    "/user/aios/journal",
                    1,
                    "JournalActor",
                    2,
                    9_120 + 10 * ++_looks,
                    0,
                    null,
                    "Append",
                    3.2,
                    [new(0, 2), new(3, 0)],
                    1,
                    false
                ),
                new("/user/aios/sensors/disk", 2, "SensorActor", 0, 31, 2, "IOException: no such device", "Tick", 12, [new(0, 0)], 0, true),
            }
                .Where(actor =>
                    actor.Path.StartsWith(path, StringComparison.Ordinal)
                    && actor.Path.Count(c => c == '/') - path.Count(c => c == '/') <= maxDepth
                )
                .Take(maxCount),
        ];

    public static RecordedEvent Record(long seq, string type, Severity severity, string payload = """{"value":93.1}""") =>
        new(
            seq,
            "host-1a2b",
            3,
            new Event
            {
                Id = new EventId($"event-{seq}"),
                Type = type,
                Source = "sensor/test",
                Timestamp = Start + seq,
                Severity = severity,
                Priority = PriorityRules.Of(type, severity, 1),
                Payload = JsonElement.Parse(payload),
            }
        );
}
