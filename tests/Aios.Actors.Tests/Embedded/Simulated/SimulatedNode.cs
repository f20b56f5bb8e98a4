using Aios.Actors.Spine;
using Aios.Engine.Cells.Persistence;
using Aios.Engine.Simulation;
using Aios.Gateway;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Metrics;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Node.Composition;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated;

using Simulation = Aios.Engine.Simulation.Simulation;

/// <summary>One life of a node: the whole tree over a log and a database whose writers are turns of the simulation.</summary>
internal sealed class SimulatedNode : IDisposable
{
    private const string Settings = """
        akka {
          loglevel = WARNING
          persistence.journal.plugin = akka.persistence.journal.sqlite
          persistence.snapshot-store.plugin = akka.persistence.snapshot-store.sqlite
          actor.serializers.facts = "Aios.Actors.Wire.FactSerializer, Aios.Actors"
          actor.serialization-bindings {
            "Aios.Loop.Effects.Approvals.ApprovalProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Scoring.ScoringProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Rollback.RollbackProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Safety.OrdersProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Rollback.PastSnapshot, Aios.Loop" = facts
          }
        }
        """;

    /// <summary>Every kind of action that leaves the node.</summary>
    private static readonly string[] Kinds =
    [
        "process",
        "notify",
        "signal",
        "file",
        "clean",
        "rotate",
        "snapshot",
        "restore",
        "http",
        "service",
        "set",
    ];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly SimulatedHouse _house;
    private readonly SimulatedProcess _process;
    private readonly MemoryFile _memoryFile;
    private SqliteStore? _store;
    private EventLog? _log;

    public SimulatedNode(SimulatedHouse house, int number)
    {
        _house = house;
        _memoryFile = new MemoryFile(house.Folder, every: 200);
        _process = house.Simulation.Begin($"node-{number}");
        _process.Post("start", Begin);
    }

    public bool IsUp { get; private set; }

    public bool IsAlive => _process.IsAlive;

    public Memory Memory { get; private set; } = null!;

    public Stages Stages { get; private set; } = null!;

    public IActorRef Root { get; private set; } = null!;

    public SqliteStore Store => _store!;

    public EventLog Log => _log!;

    /// <summary>From here on nothing of it happens.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _log?.Dispose();
        _store?.Dispose();
    }

    private async void Begin()
    {
        try
        {
            await Start();
        }
        catch (IOException fault) when (fault is StorageSyncException or DataFolderException { Fault: DataFolderFault.Failed })
        {
            // The disk is sick: a node that cannot start ends, and somebody starts it again.
            _house.End();
        }
        catch (Exception fault)
        {
            if (IsAlive)
                _house.World.Violations.Add($"a start failed: {fault}");
        }
    }

    private async Task Start()
    {
        var (folder, time, random) = (_house.Folder, _process.Time, new Random(_house.Simulation.Draw(int.MaxValue)));
        var identity = NodeFile.Begin(folder, "simulated", random);
        _store = SqliteStore.Open(folder, StateDatabase.FileName, new SqliteStoreSettings(), Commit);
        var ledger = new EffectLedger(_store, time);
        var repair = new StoreRepair(_store, ledger, LogFloor.Of(folder), time);
        // What is kept is used half of the time, so that both ways are gone.
        var kept = !repair.SeeksEverywhere && _house.Simulation.Draw(2) == 0 ? _memoryFile.Read() : null;
        var recollection = kept ?? Recollection.Empty;
        var options = new EventLogOptions(identity, time, Take, Fault)
        {
            VisitorTypes = repair.ReadsEverything ? null : [.. Recollection.Types, .. StoreRepair.Types],
            VisitorAfter = kept?.Seq ?? 0,
            VisitorSeverity = Recollection.AtLeast,
            Settings = new()
            {
                IndexEveryBytes = 32 * 1024,
                CheckpointEvery = 500,
                ReserveBytes = 0,
            },
        };
        _log = EventLog.Open(folder, options, _process.Post);
        recollection = recollection with { Seq = _log.Recovery.LastSeq };
        if (kept is not null)
            repair.LookUp(_log.Reader(), recollection);
        await repair.Finish(_log.SyncedSeq, mayBeginLog: false);

        Memory = new Memory(recollection);
        var shell = new Shell(time, random);
        var system = _process.Start("aios", Settings, new SqliteStoreSetup(_store));
        _house.Listen(system);
        var (parts, memory) = (Parts(shell, ledger), Memory);
        Root = system.ActorOf(Props.Create(() => new AiosTopology(parts, memory)), AiosTopology.Name);
        Stages = await Root.Ask<Stages>(new AiosTopology.GetStages(), Minute);
        var started = shell.Note(EventTypes.NodeStarted, "aios/node", Severity.Info);
        if (await Stages.Journal.Ask<object>(Append.One(started), Minute) is AppendFailed)
        {
            // As a process that cannot put its start on record: it ends, and is started again.
            _house.End();
            return;
        }
        _house.Scene.Enter(system, _house.World, this, shell);
        IsUp = true;

        void Take(RecordedEvent record)
        {
            recollection = recollection.Apply(record);
            if (kept is null)
                repair.Take(record);
        }
    }

    private TopologyParts Parts(Shell shell, EffectLedger own)
    {
        var catalog = _house.Scene.Catalog;
        var ledger = new AnnouncedLedger(own, _house.World, _house.Plant == Plant.EffectBeforeIntent);
        return new TopologyParts(
            shell,
            Log,
            ledger,
            new CursorStore(Store),
            new DecisionStore(Store),
            new MetricHistory(_house.Folder),
            new LogKeeper(_house.Folder, JournalSettings.Default),
            new StateKeeper(Store),
            JournalSettings.Default,
            new Door(
                ledger,
                _process.Time,
                Kinds.Select(kind => new ScriptedAdapter(_house.Scene, _house.World, own, kind)),
                maxReads: 1_000
            ),
            _house.Folder.FullPath,
            HeartbeatSettings.Default,
            _house.Sensing,
            _house.Scene.Targets,
            _house.Scheduling,
            new EffectSettings(_house.Scene.Patience) { Approvals = new ApprovalSettings(_house.Scene.Patience, false) },
            ScoringSettings.Default,
            () => catalog,
            () => { }
        )
        {
            Machine = _house.World.Machine,
            Probes = new ScriptedProbes(_house.World),
            MemoryFile = _memoryFile,
            // In this thread: the simulation has no other.
            SpaceLook = machine => mount => Look(() => machine.SpaceOf(mount)),
            // Every event has a target of its own here, and many runs a minute are what it is about.
            Safety = SafetySettings.Default with
            {
                Shadow = false,
                BlastTargets = 1_000,
                StormRuns = 1_000,
                FuseFailures = 1_000,
            },
        };
    }

    // A commit is one write: it is there or it is not.
    private void Commit(string name, Action work) =>
        _process.Post(
            name,
            () =>
            {
                var isCommit = name == "sqlite commit";
                if (isCommit && _house.Points.EndsBefore(name))
                {
                    _house.End();
                    return;
                }
                work();
                if (isCommit && _house.Points.EndsAfter())
                    _house.End();
            }
        );

    private static Task<T> Look<T>(Func<T> look)
    {
        try
        {
            return Task.FromResult(look());
        }
        catch (IOException fault)
        {
            return Task.FromException<T>(fault);
        }
    }

    private void Fault(Exception fault) => _house.World.Violations.Add($"the log reports: {fault}");
}
