using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Incidents;
using Aios.Loop.Overrides;
using Aios.Loop.Reacting;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Ports;

/// <summary>What a running node shows of itself. Every call is bounded; one that gets no answer in time throws <see cref="TimeoutException"/>.</summary>
public interface IViews
{
    Task<NodeStatus> Status();

    Task<HeartbeatView> Heartbeat();

    /// <summary>The beats of the last so many days, today included, that have any on disk; oldest first.</summary>
    /// <exception cref="IOException">The metric history cannot be read.</exception>
    Task<IReadOnlyList<BeatDay>> BeatDays(long days);

    /// <summary>How long beats took in a range of time, oldest first, spans without a beat included.</summary>
    /// <param name="fromWall">Milliseconds since the Unix epoch; before <paramref name="toWall"/>.</param>
    /// <param name="spans">In so many equal parts; at least 1.</param>
    Task<IReadOnlyList<BeatSpan>> Beats(long fromWall, long toWall, int spans);

    /// <summary>What the node finds about its machine and its data folder, without reading its whole past.</summary>
    Task<IReadOnlyList<CheckView>> Checks();

    Task<SensingProtocol.Readings> Readings();

    Task<SchedulingProtocol.Queue> Queue();

    /// <summary>Stops the queue or lets it go on; the answer comes when that is on record.</summary>
    Task<QueueProtocol.IReply> ChangeQueue(QueueProtocol.ChangeStanding asked);

    /// <summary>Takes waiting events out of the queue, or says which that would be.</summary>
    Task<QueueProtocol.IReply> CancelQueued(QueueProtocol.CancelEvents asked);

    /// <summary>The newest events that were shed or cancelled and have not come back since, oldest first, and how many more there are.</summary>
    Task<QueueProtocol.Chosen> FindRequeueable(QueueFilter filter);

    /// <summary>Brings such events back into the queue; the answer comes when that is on record.</summary>
    Task<QueueProtocol.IReply> Requeue(QueueProtocol.RequeueEvents asked);

    Task<IReadOnlyList<ReactingProtocol.PlaybookView>> Playbooks();

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<RunState>> Runs();

    Task<RunState?> Run(RunId run);

    /// <summary>Somebody ends a run; the answer comes when that is on record.</summary>
    Task<RunProtocol.Answered> Cancel(RunProtocol.CancelRun said);

    /// <summary>Somebody tries a failed rollback again; the answer comes when that is on record.</summary>
    Task<RunProtocol.Answered> RetryRollback(RunProtocol.RetryRollback said);

    /// <summary>Those that are open, oldest first, then those that are decided, newest first.</summary>
    Task<IReadOnlyList<Approval>> Approvals();

    /// <summary>A person says yes or no; the answer comes after it is on disk.</summary>
    Task<ApprovalProtocol.Answered> Answer(ApprovalProtocol.ICommand said);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<EffectRecord>> Effects(EffectQuery query);

    Task<EffectRecord?> Effect(EffectId effect);

    /// <summary>A person says how an effect ended; the answer comes after it is on record and in the ledger.</summary>
    Task<EffectProtocol.EffectResolved> Resolve(EffectProtocol.ResolveEffect said);

    /// <summary>Newest first.</summary>
    /// <exception cref="NotSupportedException">The query has a text and the SQLite library has no full-text search.</exception>
    Task<IReadOnlyList<DecisionEntry>> Decisions(DecisionQuery query);

    /// <summary>With its earlier versions; null when the id is not known.</summary>
    Task<(DecisionEntry Entry, IReadOnlyList<DecisionVersion> Before)?> Decision(string id);

    Task<DecisionStats> DecisionStats();

    /// <summary>Copies the data folder into an empty one and checks the copy. Not bounded in time: it takes as long as the disk does.</summary>
    /// <exception cref="IOException">The target is not empty or cannot be written, or the copy is not whole.</exception>
    Task<BackupView> Backup(string folder);

    Task<ScoringProtocol.CurrentScore> Score();

    /// <summary>Those that go on first, then those that are over; each newest first.</summary>
    Task<IReadOnlyList<Incident>> Incidents();

    Task<Incident?> Incident(IncidentId incident);

    /// <summary>A person looks after it; the answer comes after that is on record.</summary>
    Task<IncidentsProtocol.Answer> Acknowledge(IncidentsProtocol.AcknowledgeIncident said);

    /// <summary>What led to a run, an event or an incident and what followed; null when the id is none of them.</summary>
    Task<Chain?> Why(string id);

    /// <summary>Why the playbook does not answer the event; or why that cannot be told.</summary>
    Task<(WhyNot? Answer, Refusal? Refusal)> WhyNot(string playbook, string recorded);

    /// <summary>What a playbook would do now about an event on record, and what is against it; nothing is changed. Or why that cannot be told.</summary>
    Task<(Playbook Playbook, Trial Trial, Refusal? Refusal)> DryRun(string playbook, string recorded);

    /// <summary>The events of a trace, oldest first; also by the id or number of one of them. Empty when there is none.</summary>
    Task<IReadOnlyList<RecordedEvent>> Trace(string id);

    /// <summary>Checks the event and puts it on record; the answer comes after the sync.</summary>
    Task<EmitResult> Emit(Event candidate);

    /// <summary>Checks the events and puts all of them on record, or none; the answer comes after the sync.</summary>
    Task<EmittedTogether> EmitTogether(IReadOnlyList<Event> candidates);

    /// <summary>Archives, summarises and deletes what is due, now. No bound in time: it ends when it is done.</summary>
    Task<MaintenanceView> Maintain();

    /// <summary>What is kept of the past of the named actor, or of all that have one.</summary>
    /// <param name="actor">Its path below the node, such as <c>score</c>; null for all.</param>
    /// <returns>One <see cref="RollbackProtocol.Snapshots"/> each, or one <see cref="RollbackProtocol.Refused"/> for an unknown actor.</returns>
    Task<IReadOnlyList<RollbackProtocol.IReply>> Snapshots(string? actor);

    /// <summary>What a rollback of the actor would change.</summary>
    Task<RollbackProtocol.IReply> PreviewRollback(string actor, RollbackTarget to);

    /// <summary>Sets the actor back; the answer comes when that is on disk.</summary>
    Task<RollbackProtocol.IReply> Rollback(string actor, RollbackProtocol.Rollback asked);

    /// <summary>What people ordered and did not take back.</summary>
    Task<OrdersState> Orders();

    /// <summary>Carries out what somebody orders; the answer comes when it holds.</summary>
    Task<OrdersProtocol.IReply> Order(OrdersProtocol.ICommand command);

    /// <summary>Gives a setting that a run changed the value of the files again; the answer comes when that is in force.</summary>
    Task<OverridesProtocol.IReply> ResetSetting(OverridesProtocol.ResetSetting asked);

    /// <summary>What the safeguards count.</summary>
    Task<SafetyView> Safety();

    /// <summary>What people listed, and what of it is there.</summary>
    Task<IReadOnlyList<TargetView>> Targets();

    /// <summary>Events on record, oldest first, read while they are asked for.</summary>
    /// <exception cref="ArgumentException">The type pattern is none.</exception>
    IEnumerable<RecordedEvent> Events(EventQuery query);

    /// <summary>Events as they are recorded, from the one after <paramref name="afterSeq"/> on, until cancelled.</summary>
    /// <param name="type">Exact, <c>prefix.*</c>, <c>*.suffix</c> or <c>*</c>; others are not read at all.</param>
    IAsyncEnumerable<RecordedEvent> Tail(long afterSeq, string type, CancellationToken cancel);

    /// <summary>Hears of every event from now on, in the order of the log, once it is on disk; until disposed.</summary>
    /// <param name="heard">Called on the publisher's thread, which waits for it: it takes note and returns.</param>
    IDisposable Follow(Action<RecordedEvent> heard);
}

/// <summary>The actors of a running node.</summary>
public interface IInspector
{
    /// <summary>The actor at the path and all below it, depth first, children in the order they were made.</summary>
    /// <param name="path">Absolute, such as <c>/user/aios/sensors</c>.</param>
    /// <param name="maxDepth">Levels below it.</param>
    /// <param name="maxCount">Actors at most.</param>
    /// <returns>Empty when there is no such actor.</returns>
    /// <exception cref="NotSupportedException">The actor engine in use offers no look at its actors.</exception>
    IReadOnlyList<ActorView> Hierarchy(string path, int maxDepth, int maxCount);
}
