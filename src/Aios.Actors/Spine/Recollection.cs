using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Overrides;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>
/// What the log says about everything that is still going on. It is folded while the log is opened and with every record after that;
/// an actor that starts, or starts again, takes its state from here and goes on with the records behind <see cref="Seq"/>.
/// </summary>
public sealed record Recollection
{
    /// <summary>Runs that are over are kept for lists, newest last, so many.</summary>
    public const int EndedRunsKept = 1_000;

    public static Recollection Empty { get; } = new();

    /// <summary>Patterns of the types that say anything to it.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "resource.*",
        "sensor.*",
        "run.*",
        .. ReactorCodec.Types,
        EventTypes.NodeStarted,
        EventTypes.NodeStopped,
        EventTypes.NodeRestored,
        EventTypes.SchedulerPaused,
        EventTypes.SchedulerDraining,
        EventTypes.SchedulerResumed,
        .. IncidentSigns.Types,
        .. OrderCodec.Types,
        .. OverrideCodec.Types,
    ];

    /// <summary>Whatever is at least so severe says something to it as well.</summary>
    public const Severity AtLeast = IncidentSigns.AtLeast;

    public long Seq { get; init; }
    public StandingAlerts Alerts { get; init; } = StandingAlerts.Empty;
    public ReactingState Reacting { get; init; } = ReactingState.Empty;
    public SafetyState Safety { get; init; } = SafetyState.Empty;
    public ImmutableDictionary<RunId, RunState> ActiveRuns { get; init; } = ImmutableDictionary<RunId, RunState>.Empty;
    public ImmutableQueue<RunState> EndedRuns { get; init; } = ImmutableQueue<RunState>.Empty;
    public int EndedCount { get; init; }

    /// <summary>The same runs by their id: they are asked for with every plan and every end.</summary>
    [JsonIgnore]
    public ImmutableDictionary<RunId, RunState> EndedById { get; init; } = ImmutableDictionary<RunId, RunState>.Empty;

    public IncidentsState Incidents { get; init; } = IncidentsState.Empty;

    public QueueStanding Queue { get; init; } = QueueStanding.Runs;
    public OverridesState Overrides { get; init; } = OverridesState.Empty;

    /// <summary>The last start has no stop: the node crashed, or runs.</summary>
    public RecordedEvent? UnfinishedStart { get; init; }

    /// <summary>Newest first; a run keeps its place when it ends.</summary>
    public IEnumerable<RunState> AllRuns =>
        ActiveRuns
            .Values.Concat(EndedRuns)
            .OrderByDescending(run => run.PlannedAt)
            .ThenBy(run => run.Plan.Id.Value, StringComparer.Ordinal);

    public RunState? Find(RunId run) => ActiveRuns.GetValueOrDefault(run) ?? EndedById.GetValueOrDefault(run);

    public Recollection Apply(RecordedEvent recorded)
    {
        var next = this with { Seq = recorded.Seq };
        if (EventTypes.IsImported(recorded.Event))
            return next;
        var type = recorded.Event.Type;
        next = next.See(recorded, null);
        if (type.StartsWith("resource.", StringComparison.Ordinal) || type.StartsWith("sensor.", StringComparison.Ordinal))
            return next with { Alerts = Alerts.Apply(recorded) };
        if (type.StartsWith("run.", StringComparison.Ordinal))
            return next.ApplyRun(recorded);
        if (type.StartsWith("reactor.", StringComparison.Ordinal))
            return ReactorCodec.Read(recorded.Event) is { } told ? next with { Reacting = Reacting.Apply(told) } : next;
        if (OrderCodec.Read(recorded.Event) is { } order)
            return next with { Safety = Safety.Apply(order) };
        if (OrderCodec.EnabledBy(recorded.Event) is { } enabled)
            return next with { Reacting = Reacting.Apply(new ReactingProtocol.RestsEnded(enabled)) };
        return type switch
        {
            EventTypes.NodeStarted => next with { UnfinishedStart = recorded },
            EventTypes.NodeStopped or EventTypes.NodeRestored => next with { UnfinishedStart = null },
            EventTypes.SchedulerPaused or EventTypes.SchedulerDraining or EventTypes.SchedulerResumed => next with
            {
                Queue = Queue.Apply(recorded),
            },
            EventTypes.SettingChanged or EventTypes.SettingRestored or EventTypes.SettingReset => next with
            {
                Overrides = OverrideCodec.Apply(Overrides, recorded.Event),
            },
            _ => next,
        };
    }

    private Recollection See(RecordedEvent recorded, RunState? run) =>
        IncidentFold.Apply(Incidents, recorded, run) is var seen && ReferenceEquals(seen, Incidents)
            ? this
            : this with
            {
                Incidents = seen,
            };

    private Recollection ApplyRun(RecordedEvent recorded)
    {
        // Only this node's own run events are runs; the same type sent from outside is just an event.
        if (recorded.Event.Source != RunCodec.Source || RunCodec.Read(recorded.Event) is not { } read)
            return this;
        var (id, fact) = read;
        // Planned twice when the reactor started again while the first plan was on its way to disk: the run is the same.
        if (fact is RunProtocol.Planned && Find(id) is not null)
            return this;
        if (fact is RunProtocol.Planned planned)
            return See(recorded, RunState.Start(planned)) with
            {
                ActiveRuns = ActiveRuns.SetItem(id, RunState.Start(planned)),
                Reacting = Reacting.Apply(new ReactingProtocol.Matched(planned.Plan, null, planned.AtWall)),
                Safety = SafetyProtocol.Of(planned.Plan, planned.AtWall) is { } began ? Safety.Apply(began) : Safety,
            };
        if (fact is RunProtocol.RollbackRetried && EndedById.GetValueOrDefault(id) is { UndoLeft: not null } over)
            return this with
            {
                ActiveRuns = ActiveRuns.SetItem(id, over.Apply(fact)),
                EndedRuns = [.. EndedRuns.Where(ended => ended.Plan.Id != id)],
                EndedCount = EndedCount - 1,
                EndedById = EndedById.Remove(id),
                Reacting = Reacting.Apply(new ReactingProtocol.RunReopened(over.Plan)),
            };
        if (!ActiveRuns.TryGetValue(id, out var state))
            return this;
        state = state.Apply(fact);
        if (!state.IsOver)
            return See(recorded, state) with { ActiveRuns = ActiveRuns.SetItem(id, state) };
        var end = state with { EndedSeq = recorded.Seq };
        var (ended, byId) = (EndedRuns.Enqueue(end), EndedById.SetItem(id, end));
        if (EndedCount >= EndedRunsKept)
        {
            ended = ended.Dequeue(out var oldest);
            byId = byId.Remove(oldest.Plan.Id);
        }
        return See(recorded, state) with
        {
            ActiveRuns = ActiveRuns.Remove(id),
            EndedRuns = ended,
            EndedById = byId,
            EndedCount = Math.Min(EndedCount + 1, EndedRunsKept),
            Reacting = Reacting.Apply(new ReactingProtocol.RunClosed(id, state.Plan.Playbook, state.Phase, state.IsShed)),
            Safety = Safety.Apply(new SafetyProtocol.RunClosed(id, state.Phase, fact.AtWall)),
        };
    }
}

/// <summary>The newest recollection. The journal writes it before it publishes; everybody else reads.</summary>
public sealed class Memory(Recollection start)
{
    private Recollection _current = start;

    public Recollection Current => Volatile.Read(ref _current);

    public RunCounts Runs { get; } = new();

    internal void Write(Recollection next) => Volatile.Write(ref _current, next);
}
