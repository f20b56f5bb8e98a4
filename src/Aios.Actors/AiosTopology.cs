using Aios.Actors.Effects;
using Aios.Actors.Effects.Approvals;
using Aios.Actors.Incidents;
using Aios.Actors.Overrides;
using Aios.Actors.Reacting;
using Aios.Actors.Safety;
using Aios.Actors.Scheduling;
using Aios.Actors.Scoring;
using Aios.Actors.Sensing;
using Aios.Actors.Spine;
using Aios.Actors.Verifying;
using Aios.Gateway;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Metrics;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Overrides;
using Aios.Loop.Ports;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Aios.Platform.Probes;
using Akka.Actor;
using Akka.Pattern;

namespace Aios.Actors;

/// <summary>THE map: every actor of a node in loop order, with its supervision beside it.</summary>
public sealed class AiosTopology : ReceiveActor
{
    public const string Name = "aios";

    public AiosTopology(TopologyParts parts, Memory memory)
    {
        var (shell, sensing, machine) = (parts.Shell, parts.Sensing, parts.Machine);

        // Nothing is acted on before it is on record: the journal comes first. Restart: its state is the log itself.
        var journal = Context.ActorOf(Props.Create(() => new JournalActor(parts.Log, memory)), "journal");

        // Follows the log and is waited for by nobody. Restart: its cursor in the store says where it was.
        var (decisionStore, logReader) = (parts.Decisions, parts.Log.Reader());
        var decisions = Context.ActorOf(Props.Create(() => new DecisionsActor(decisionStore, logReader)), "decisions");

        // What steps changed about settings is known before whoever owns these begins.
        var changing = new ChangingSettings(parts.Heartbeat, sensing, parts.Scheduling);
        var board = new SettingsBoard(changing);

        // Sense. Each sensor is restarted by its parent for itself; the disk sensor may hang and has a thread of its own.
        var cpu = new BeatSensor("cpu", EventTypes.CpuSpike, "percent", each => each.Cpu);
        var ram = new BeatSensor("memory", EventTypes.MemoryHigh, "percent", each => each.Memory);
        var load = new BeatSensor("load", EventTypes.LoadHigh, "per core", each => each.Load);
        var targets = parts.Targets;
        var folders = new DiskFolders(["/", parts.DataFolder, .. targets.Folders, .. targets.Expendable], targets.Expendable);
        var look = parts.SpaceLook?.Invoke(machine) ?? new SpaceLooks(machine).Begin;
        var names = targets.Processes;
        IReadOnlyList<(string, Props)> children =
        [
            ("cpu", Props.Create(() => new BeatSensorActor(cpu, board, shell, memory, journal))),
            ("memory", Props.Create(() => new BeatSensorActor(ram, board, shell, memory, journal))),
            ("load", Props.Create(() => new BeatSensorActor(load, board, shell, memory, journal))),
            // Each mount is looked at on a thread of its own, which outlives the actor when it hangs.
            ("disk", Props.Create(() => new DiskSensorActor(machine, look, sensing, folders, shell, memory, journal))),
            ("process-use", Props.Create(() => new ProcessUseActor(machine, sensing, names, shell, memory, journal))),
            ("process-watch", Props.Create(() => new ProcessWatchActor(machine, sensing, targets, shell, memory, journal))),
            ("self", Props.Create(() => new SelfSensorActor(machine, sensing, shell, memory, journal))),
            // Their looks hold no thread of an actor; each target stands for itself.
            .. new Checks(sensing.Checks, parts.Targets, parts.Probes, parts.Door).All.Select(check =>
                (check.Name, Props.Create(() => new CheckSensorActor(check, shell, memory, journal)))
            ),
        ];
        var time = shell.Time;
        var sensors = Context.ActorOf(Props.Create(() => new SensorsActor(children, time)), "sensors");
        var heartbeatParts = new HeartbeatParts(
            parts.Heartbeat.Interval,
            sensing,
            shell,
            parts.History,
            memory,
            sensors,
            parts.Watchdog,
            machine
        )
        {
            Newest = () => board.Current,
        };
        var heartbeat = Context.ActorOf(Props.Create(() => new HeartbeatActor(heartbeatParts)), "heartbeat");
        Context.ActorOf(Props.Create(() => new MetricsActor(parts.History)).WithDispatcher("akka.actor.pinned-dispatcher"), "metrics");

        // What people ordered is in force before anything is handed out. A store that fails stops its keeper, which is started again after a
        // while; what was read stays in force.
        var orders = new StandingOrders { Lost = parts.LostOrders };
        var safety = new SafetyParts(orders, parts.Safety, parts.Targets);
        var safetySettings = parts.Safety;
        var keeperProps = Props.Create(() => new OrdersActor(safetySettings, shell, memory, journal, orders));
        var keeper = Context.ActorOf(BackoffSupervisor.Props(Kept(keeperProps, "orders", "orders cannot be kept")), "orders");

        // Schedule. Restart: the checkpoint and the log give the queue back; runs ask again.
        Func<RunId, bool> isFrozen = run => orders.Holds(memory.Current.Find(run)?.Plan.Playbook);
        var schedulerParts = new SchedulerParts(
            parts.Scheduling,
            shell,
            journal,
            parts.Cursors,
            parts.Log.Reader(),
            () => parts.Catalog().Index,
            memory
        )
        {
            IsHeld = isFrozen,
            Newest = () => board.Current.Scheduler,
        };
        var scheduler = Context.ActorOf(Props.Create(() => new SchedulerActor(schedulerParts)), "scheduler");

        // Changes settings while the node runs. Restart: the log says what was changed.
        SettingsOwner[] owners =
        [
            new(HeartbeatActor.Name, heartbeat, each => (each.Heartbeat, each.Sensors)),
            new(cpu.Name, sensors, each => each.Sensors.Cpu),
            new(ram.Name, sensors, each => each.Sensors.Memory),
            new(load.Name, sensors, each => each.Sensors.Load),
            new(SchedulerActor.Name, scheduler, each => each.Scheduler),
        ];
        var found = parts.Overridden ?? (_ => new SettingsFound(changing, new Dictionary<string, string>()));
        var settingsParts = new SettingsParts(shell, memory, journal, board, found, owners);
        var settings = Context.ActorOf(Props.Create(() => new SettingsActor(settingsParts)), "settings");

        // React. Runs stand beside the reactor: a fault in matching stops no repair half-way.
        var runParts = new RunParts(shell, memory, journal, scheduler, parts.Door, parts.Ledger, parts.Effects) { IsHeld = isFrozen };
        var runs = Context.ActorOf(Props.Create(() => new RunsActor(runParts)), "runs");
        Func<long, RecordedEvent?> find = seq => logReader.From(seq).FirstOrDefault(record => record.Seq == seq);
        // Says what is counted; restart: the log gives the counts back.
        Context.ActorOf(Props.Create(() => new GuardActor(safetySettings, shell, memory, journal, keeper, orders)), "guard");
        var reactorParts = new ReactorParts(shell, memory, journal, scheduler, runs, parts.Catalog, find) { Safety = safety };
        var reactor = Context.ActorOf(Props.Create(() => new ReactorActor(reactorParts)), "reactor");

        // Verify, score.
        Context.ActorOf(Props.Create(() => new VerifierActor(shell, memory, runs, sensors)), "verifier");
        // What people say about runs. A store that fails stops it: its supervisor starts it again after a while, and the runs wait meanwhile.
        var asking = parts.Effects.Approvals;
        var approvalsLife = Backoff
            .OnStop(
                Props.Create(() => new ApprovalsActor(asking, shell, memory, journal, runs)),
                "approvals",
                TimeSpan.FromMilliseconds(200),
                TimeSpan.FromSeconds(10),
                0.2,
                -1
            )
            .WithAutoReset(TimeSpan.FromMinutes(1))
            .WithReplyWhileStopped(
                new Status.Failure(
                    new InvalidOperationException("approvals cannot be kept at present and are tried again; the log says why")
                )
            );
        var approvals = Context.ActorOf(BackoffSupervisor.Props(approvalsLife), "approvals");

        // Follows the log like the decisions do, and says what it shows. Restart: the log tells it what is unsaid.
        var (incidentSettings, incidentLog) = (parts.Incidents, parts.Log.Reader());
        var incidents = Context.ActorOf(
            Props.Create(() => new IncidentsActor(incidentSettings, shell, memory, journal, incidentLog)),
            "incidents"
        );

        // A store that fails stops the score: its supervisor starts it again after a while, and its facts give its state back.
        Func<SensingSettings> bounds = () => board.Current.Sensors;
        var scoreProps = Props.Create(() => new ScoreActor(parts.Scoring, bounds, shell, memory, journal));
        var score = Context.ActorOf(BackoffSupervisor.Props(Kept(scoreProps, "score", "the score cannot be kept")), "score");

        // Keeps the log in order; days of events are compressed on a thread of its own. Restart: what was begun is settled by the next run.
        var keeping = new MaintenanceParts(parts.Keeper, parts.State, parts.Cursors, parts.Journal)
        {
            SweepKept = parts.SweepKept,
            MemoryFile = parts.MemoryFile,
        };
        var maintenance = Context.ActorOf(
            Props.Create(() => new MaintenanceActor(keeping, shell, memory, journal)).WithDispatcher("akka.actor.pinned-dispatcher"),
            "maintenance"
        );

        // Owns the orderly end.
        var drain = Context.ActorOf(Props.Create(() => new DrainActor(shell, journal, scheduler)), "drain");

        var stages = new Stages(journal, sensors, heartbeat, scheduler, runs, reactor, score, maintenance, drain, decisions)
        {
            Approvals = approvals,
            Incidents = incidents,
            Orders = keeper,
            Standing = orders,
            Settings = settings,
        };
        Receive<GetStages>(_ => Sender.Tell(stages));
    }

    private static BackoffOptions Kept(Props props, string name, string what) =>
        Backoff
            .OnStop(props, name, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), 0.2, -1)
            .WithAutoReset(TimeSpan.FromMinutes(1))
            .WithReplyWhileStopped(
                new Status.Failure(new InvalidOperationException($"{what} at present and is tried again; the log says why"))
            );

    /// <summary>Every child is restarted, however often: a node that gives up a stage heals nothing.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    public sealed record GetStages;
}

/// <summary>The references that the node's surfaces ask.</summary>
public sealed record Stages(
    IActorRef Journal,
    IActorRef Sensors,
    IActorRef Heartbeat,
    IActorRef Scheduler,
    IActorRef Runs,
    IActorRef Reactor,
    IActorRef Score,
    IActorRef Maintenance,
    IActorRef Drain,
    IActorRef Decisions
)
{
    public IActorRef Approvals { get; init; } = ActorRefs.Nobody;
    public IActorRef Incidents { get; init; } = ActorRefs.Nobody;
    public IActorRef Orders { get; init; } = ActorRefs.Nobody;
    public IActorRef Settings { get; init; } = ActorRefs.Nobody;

    /// <summary>What people ordered.</summary>
    public StandingOrders Standing { get; init; } = new();
}

/// <summary>Everything from outside that the actors work with.</summary>
/// <param name="DataFolder">Its absolute path.</param>
/// <param name="Catalog">The playbooks as they are loaded now.</param>
/// <param name="Watchdog">Called at every beat.</param>
public sealed record TopologyParts(
    Shell Shell,
    EventLog Log,
    IEffectLedger Ledger,
    ICursorStore Cursors,
    IDecisionStore Decisions,
    MetricHistory History,
    LogKeeper Keeper,
    StateKeeper State,
    JournalSettings Journal,
    Door Door,
    string DataFolder,
    HeartbeatSettings Heartbeat,
    SensingSettings Sensing,
    TargetSettings Targets,
    SchedulingSettings Scheduling,
    EffectSettings Effects,
    ScoringSettings Scoring,
    Func<Catalog> Catalog,
    Action Watchdog
)
{
    /// <summary>What the sensors look at.</summary>
    public IMachine Machine { get; init; } = LocalMachine.Instance;

    /// <summary>How listed targets are looked at.</summary>
    public IProbes Probes { get; init; } = LocalProbes.Instance;

    /// <summary>How mounts are asked for their space; null: each on a thread of its own, so that one that hangs holds up no other.</summary>
    public Func<IMachine, Func<string, Task<DiskSpace>?>>? SpaceLook { get; init; }

    /// <summary>Deletes what runs kept that are over and old; gives their number.</summary>
    public Func<int> SweepKept { get; init; } = () => 0;

    /// <summary>What the files and the overrides come to; null: no setting changes while the node runs.</summary>
    public Func<OverridesState, SettingsFound>? Overridden { get; init; }

    /// <summary>Where the memory is kept for the next start; null: that one reads the log.</summary>
    public MemoryFile? MemoryFile { get; init; }

    public IncidentSettings Incidents { get; init; } = IncidentSettings.Default;
    public SafetySettings Safety { get; init; } = SafetySettings.Default with { Shadow = false };

    /// <summary>What people ordered, when their record of it was lost; null when it was not.</summary>
    public LostOrders? LostOrders { get; init; }
}
