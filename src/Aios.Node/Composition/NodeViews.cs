using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aios.Actors.Scheduling;
using Aios.Actors.Sensing;
using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Journal.Traces;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Incidents;
using Aios.Loop.Ports;
using Aios.Loop.Reacting;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;
using Aios.Platform.Machine;
using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;
using static Aios.Actors.Spine.MaintenanceProtocol;

namespace Aios.Node.Composition;

/// <summary>Asks the actors of this node; every question has a time-out.</summary>
internal sealed partial class NodeViews(NodeHost host) : IViews
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Explanations _explanations = new(
        new TraceReader(host.Log.Reader(), host.Decisions, host.Ledger),
        () => Guarded(host),
        host.Parts.Catalog,
        () => host.Shell.Now
    );

    /// <summary>Answers whatever is wrong: who does not is named in it.</summary>
    public async Task<NodeStatus> Status()
    {
        var trouble = new List<string>();
        var (asked, listed, read, kept) = (Score(), Playbooks(), Readings(), DecisionStats());
        var score = await Or(asked, null, trouble);
        var playbooks = await Or(listed, [], trouble);
        var readings = await Or(read, null, trouble);
        if (await Or(kept, null, trouble) is { Trouble: { } held })
            trouble.Add($"decisions are not stored and wait in the log: {held}");
        if (host.Log.Trouble is { } log)
            trouble.Add($"{log}");
        trouble.AddRange(host.Troubles().Select(each => each.Text));
        trouble.AddRange(
            (readings?.Sensors ?? []).Where(sensor => sensor.Fault is not null).Select(sensor => $"sensor {sensor.Sensor}: {sensor.Fault}")
        );
        var memory = host.Memory.Current;
        trouble.AddRange(RunTrouble.Of(memory.ActiveRuns.Values, host.Shell.Now.Wall));
        var frozen = SafetyViews.Frozen(host.Stages.Standing.Current);
        trouble.AddRange(frozen);
        return new NodeStatus(
            host.Identity.NodeId,
            host.Identity.Incarnation,
            Environment.ProcessId,
            NodeVersion.Text,
            host.Parts.Folder.FullPath,
            host.StartedAt.Wall,
            host.Log.SyncedSeq,
            score?.Score.Value ?? 0,
            score?.Level.ToString().ToLowerInvariant() ?? "unknown",
            memory.ActiveRuns.Count,
            playbooks!.Count(view => view.Standing is PlaybookStanding.Enabled or PlaybookStanding.Frozen),
            playbooks!.Count,
            memory.Alerts.Raised.Count,
            trouble
        )
        {
            AlertsCritical = memory.Alerts.Raised.Values.Count(alert => alert.Event.Severity == Severity.Critical),
            IncidentsOpen = memory.Incidents.OpenCount,
            IncidentsUnacknowledged = memory.Incidents.Open.Count(incident => incident.Acknowledgement is null),
            PlaybooksInShadow = playbooks!.Count(view => view.Standing == PlaybookStanding.Shadow),
            Frozen = frozen,
        };
    }

    public async Task<OrdersState> Orders() => (await Ask<OrdersProtocol.Orders>(host.Stages.Orders, new OrdersProtocol.GetOrders())).State;

    public Task<OrdersProtocol.IReply> Order(OrdersProtocol.ICommand command) => Ask<OrdersProtocol.IReply>(host.Stages.Orders, command);

    public Task<SafetyView> Safety() =>
        Task.FromResult(SafetyViews.Of(host.Memory.Current.Safety, host.Parts.Settings.Safety, host.Shell.Now.Wall));

    public Task<IReadOnlyList<TargetView>> Targets() =>
        Task.FromResult(SafetyViews.Targets(host.Parts.Settings.Targets, LocalMachine.Instance));

    public async Task<HeartbeatView> Heartbeat()
    {
        // A score that does not answer holds no beat back for longer than the beat's own bound.
        var (asked, scored) = (Ask<HeartbeatView>(host.Stages.Heartbeat, new SensingProtocol.GetHeartbeat()), Or(Score(), null, []));
        return await asked with
        {
            Score = (await scored)?.Score.Value,
            RunsVerified = host.Memory.Current.Reacting.Tallies.Values.Sum(tally => (long)tally.Verified),
        };
    }

    public Task<IReadOnlyList<BeatDay>> BeatDays(long days) =>
        Task.Run(() => Journal.Metrics.BeatDays.Read(host.Parts.Folder, host.Shell.Now.Wall, days));

    public Task<SensingProtocol.Readings> Readings() =>
        Ask<SensingProtocol.Readings>(host.Stages.Sensors, new SensingProtocol.GetReadings());

    public Task<SchedulingProtocol.Queue> Queue() =>
        Ask<SchedulingProtocol.Queue>(host.Stages.Scheduler, new SchedulingProtocol.GetQueue());

    public Task<QueueProtocol.IReply> ChangeQueue(QueueProtocol.ChangeStanding asked) =>
        Ask<QueueProtocol.IReply>(host.Stages.Scheduler, asked);

    public Task<QueueProtocol.IReply> CancelQueued(QueueProtocol.CancelEvents asked) =>
        Ask<QueueProtocol.IReply>(host.Stages.Scheduler, asked);

    public Task<QueueProtocol.Chosen> FindRequeueable(QueueFilter filter) => Task.Run(() => RequeueSearch.Find(host.Log.Reader(), filter));

    public Task<QueueProtocol.IReply> Requeue(QueueProtocol.RequeueEvents asked) => Ask<QueueProtocol.IReply>(host.Stages.Scheduler, asked);

    public async Task<IReadOnlyList<ReactingProtocol.PlaybookView>> Playbooks() =>
        (await Ask<ReactingProtocol.Playbooks>(host.Stages.Reactor, new ReactingProtocol.GetPlaybooks())).Items;

    public Task<IReadOnlyList<RunState>> Runs() => Task.FromResult<IReadOnlyList<RunState>>([.. host.Memory.Current.AllRuns]);

    public Task<RunState?> Run(RunId run) => Task.FromResult(host.Memory.Current.Find(run));

    public Task<RunProtocol.Answered> Cancel(RunProtocol.CancelRun said) => Ask<RunProtocol.Answered>(host.Stages.Runs, said);

    public Task<RunProtocol.Answered> RetryRollback(RunProtocol.RetryRollback said) => Ask<RunProtocol.Answered>(host.Stages.Runs, said);

    public async Task<IReadOnlyList<Approval>> Approvals() =>
        (await Ask<ApprovalProtocol.Approvals>(host.Stages.Approvals, new ApprovalProtocol.GetApprovals())).Items;

    public Task<ApprovalProtocol.Answered> Answer(ApprovalProtocol.ICommand said) =>
        Ask<ApprovalProtocol.Answered>(host.Stages.Approvals, said);

    public Task<IReadOnlyList<EffectRecord>> Effects(EffectQuery query) => Task.FromResult(host.Ledger.List(query));

    public Task<EffectRecord?> Effect(EffectId effect) => Task.FromResult(host.Ledger.Find(effect));

    public Task<EffectProtocol.EffectResolved> Resolve(EffectProtocol.ResolveEffect said) =>
        Ask<EffectProtocol.EffectResolved>(host.Stages.Runs, said);

    public Task<IReadOnlyList<DecisionEntry>> Decisions(DecisionQuery query) => Task.FromResult(host.Decisions.List(query));

    public Task<(DecisionEntry Entry, IReadOnlyList<DecisionVersion> Before)?> Decision(string id) =>
        Task.FromResult(host.Decisions.Find(id));

    public Task<DecisionStats> DecisionStats() => Ask<DecisionStats>(host.Stages.Decisions, new DecisionsActor.GetDecisionStats());

    public Task<BackupView> Backup(string folder) => host.Backup(folder);

    public Task<ScoringProtocol.CurrentScore> Score() =>
        Ask<ScoringProtocol.CurrentScore>(host.Stages.Score, new ScoringProtocol.GetScore());

    public Task<IReadOnlyList<Incident>> Incidents() => Task.FromResult(_explanations.Incidents());

    public Task<Incident?> Incident(IncidentId incident) => Task.FromResult(host.Memory.Current.Incidents.All.GetValueOrDefault(incident));

    public Task<IncidentsProtocol.Answer> Acknowledge(IncidentsProtocol.AcknowledgeIncident said) =>
        Ask<IncidentsProtocol.Answer>(host.Stages.Incidents, said);

    public Task<Chain?> Why(string id) => Task.FromResult(_explanations.Why(id));

    public Task<(WhyNot? Answer, Refusal? Refusal)> WhyNot(string playbook, string recorded) =>
        Task.FromResult(_explanations.WhyNot(playbook, recorded));

    public Task<(Playbook Playbook, Trial Trial, Refusal? Refusal)> DryRun(string playbook, string recorded) =>
        Task.FromResult(_explanations.DryRun(playbook, recorded));

    public Task<IReadOnlyList<RecordedEvent>> Trace(string id) => Task.FromResult(_explanations.Trace(id));

    public async Task<MaintenanceView> Maintain() =>
        await host.Stages.Maintenance.Ask<object>(new RunMaintenance()) switch
        {
            MaintenanceDone({ } report, var pruned, var ms) => new MaintenanceView(
                report.Archived,
                report.Deleted,
                report.MetricDaysDeleted,
                report.PlainBytes,
                report.ArchiveBytes,
                ms,
                null
            )
            {
                Held = report.Held,
                DecisionsDeleted = pruned.Decisions,
                EffectsDeleted = pruned.Effects,
            },
            MaintenanceFailed failed => new MaintenanceView([], [], [], 0, 0, 0, failed.Why),
            var other => throw new InvalidOperationException($"the maintenance answered {other.GetType().Name}"),
        };

    public async Task<IReadOnlyList<RollbackProtocol.IReply>> Snapshots(string? actor)
    {
        if (actor is not null)
            return [await AskPast(actor, new RollbackProtocol.GetSnapshots())];
        var all = new List<RollbackProtocol.IReply>();
        foreach (var name in WithPast.Keys)
            all.Add(await AskPast(name, new RollbackProtocol.GetSnapshots()));
        return all;
    }

    public Task<RollbackProtocol.IReply> PreviewRollback(string actor, RollbackTarget to) =>
        AskPast(actor, new RollbackProtocol.PreviewRollback(to));

    public Task<RollbackProtocol.IReply> Rollback(string actor, RollbackProtocol.Rollback asked) => AskPast(actor, asked);

    public IEnumerable<RecordedEvent> Events(EventQuery query) => host.Log.Reader().Query(EventList.FilterOf(query));

    public async IAsyncEnumerable<RecordedEvent> Tail(long afterSeq, string type, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A reader that is too slow gets what it missed from the log: nothing waits for it and nothing is lost to it.
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = host.Log.Subscriptions.Subscribe(type, _ => signal.Writer.TryWrite(true));
        var last = afterSeq;
        while (true)
        {
            var filter = new EventFilter
            {
                FromSeq = last + 1,
                ToSeq = host.Log.SyncedSeq,
                Type = type,
            };
            foreach (var recorded in host.Log.Reader().Query(filter))
            {
                yield return recorded;
                last = recorded.Seq;
            }
            last = Math.Max(last, filter.ToSeq);
            await signal.Reader.ReadAsync(cancel);
        }
    }

    public IDisposable Follow(Action<RecordedEvent> heard) => host.Log.Subscriptions.Subscribe("*", heard);

    // As the reactor asks: with what holds playbooks back.
    private static Recollection Guarded(NodeHost host)
    {
        var (now, settings) = (host.Memory.Current, host.Parts.Settings);
        var guard = new Guard(now.Safety, host.Stages.Standing.Current ?? OrdersState.Empty, settings.Safety, settings.Targets);
        return now with { Reacting = now.Reacting with { Guard = guard } };
    }

    /// <summary>Every actor that has a past.</summary>
    private Dictionary<string, IActorRef> WithPast =>
        new(StringComparer.Ordinal)
        {
            ["approvals"] = host.Stages.Approvals,
            ["orders"] = host.Stages.Orders,
            ["score"] = host.Stages.Score,
        };

    private Task<RollbackProtocol.IReply> AskPast(string actor, object question) =>
        WithPast.TryGetValue(actor, out var found)
            ? Ask<RollbackProtocol.IReply>(found, question)
            : Task.FromResult<RollbackProtocol.IReply>(
                new RollbackProtocol.Refused(
                    new Refusal("rollback", actor, "no actor with a past has this name", $"name one of {string.Join(", ", WithPast.Keys)}")
                )
            );

    private static async Task<T?> Or<T>(Task<T> answer, T? otherwise, List<string> trouble)
    {
        try
        {
            return await answer;
        }
        catch (Exception fault)
        {
            trouble.Add(fault.Message);
            return otherwise;
        }
    }

    private static async Task<T> Ask<T>(IActorRef actor, object question)
    {
        try
        {
            return await actor.Ask<T>(question, Patience);
        }
        catch (AskTimeoutException timeout)
        {
            throw new TimeoutException($"{actor.Path.Name} did not answer within {Patience.TotalSeconds} s", timeout);
        }
    }
}
