using Aios.Actors;
using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Metrics;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Safety;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Node.Output;
using Aios.Node.Settings;
using Aios.Platform.Files;
using Aios.Platform.Processes;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Microsoft.Data.Sqlite;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Node.Composition;

/// <summary>A running node: what it holds, in the order in which it was opened; closed in reverse.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FolderLock _lock;
    private readonly SqliteStore _store;
    private readonly EventLog _log;
    private readonly LogKeeper _keeper;
    private readonly MemoryFile _memoryFile;
    private readonly ActorSystem _system;
    private bool _closed;

    private NodeHost(
        NodeParts parts,
        FolderLock @lock,
        NodeIdentity identity,
        SqliteStore store,
        EventLog log,
        Memory memory,
        MemoryFile memoryFile,
        StoreRepair repair
    )
    {
        (Parts, Identity, Memory, _memoryFile, _lock, _store, _log) = (parts, identity, memory, memoryFile, @lock, store, log);
        Shell = new Shell(parts.Time, parts.Random) { Life = repair.Life };
        _keeper = new LogKeeper(parts.Folder, parts.Settings.Journal);
        Ledger = new EffectLedger(store, parts.Time);
        Decisions = new DecisionStore(store);
        Access = new AccessStore(store);
        StartedAt = Shell.Now;
        var snapshots = OutsideAdapters.Snapshots(parts, memory);
        Settings = new SettingsDesk(parts, memory);
        Door = new Door(Ledger, parts.Time, OutsideAdapters.All(parts, snapshots, Settings));
        _system = ActorEngine.Start("aios", parts.EngineConfig, store);
        History = new MetricHistory(parts.Folder);
        var topology = new TopologyParts(
            Shell,
            log,
            Ledger,
            new CursorStore(store),
            Decisions,
            History,
            _keeper,
            new StateKeeper(store),
            parts.Settings.Journal,
            Door,
            parts.Folder.FullPath,
            parts.Settings.Heartbeat,
            parts.Settings.Sensors,
            parts.Settings.Targets,
            parts.Settings.Scheduler,
            parts.Settings.Effects,
            parts.Settings.Score,
            parts.Catalog,
            parts.Watchdog
        )
        {
            Incidents = parts.Settings.Incidents,
            Safety = parts.Settings.Safety,
            LostOrders = repair.Orders,
            SweepKept = snapshots.Sweep,
            Overridden = Settings.Find,
            MemoryFile = memoryFile,
        };
        Root = _system.ActorOf(Props.Create(() => new AiosTopology(topology, memory)), AiosTopology.Name);
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var root = Root;
        _system.ActorOf(Props.Create(() => new DeathWatch(root, died)), "death-watch");
        Died = died.Task;
        Func<IEnumerable<Trouble>> look = Troubles;
        _system.ActorOf(Props.Create(() => new TroubleWatch(look)).WithDispatcher("akka.actor.pinned-dispatcher"), "watch");
    }

    public NodeParts Parts { get; }
    public NodeIdentity Identity { get; }
    public Memory Memory { get; }
    public Shell Shell { get; }
    public IEffectLedger Ledger { get; }
    public IDecisionStore Decisions { get; }
    public IAccessStore Access { get; }
    public MetricHistory History { get; }
    public Moment StartedAt { get; }

    /// <summary>Those that change while it runs.</summary>
    public SettingsDesk Settings { get; }

    /// <summary>What had to be put right about the stores at this start, for people; null when nothing had.</summary>
    public string? Repair { get; private init; }

    /// <summary>Children of an earlier start that was killed; they were ended before anything was done again.</summary>
    public IReadOnlyList<LeftChild> LeftBehind { get; private init; } = [];
    public Door Door { get; }
    public IActorRef Root { get; }
    public ActorSystem System => _system;
    public EventLog Log => _log;

    /// <summary>Transactions of the store that are on disk.</summary>
    public long Commits => _store.Commits;
    public Stages Stages { get; private set; } = null!;

    /// <summary>Completes when the tree has ended, by order or not.</summary>
    public Task Died { get; }

    /// <summary>Opens the data folder, takes up what the log says, and starts the tree.</summary>
    /// <exception cref="DataFolderException">The folder is in use, not writable, of a newer version, or full.</exception>
    /// <exception cref="LogCorruptException">A record before the tail is damaged.</exception>
    public static async Task<NodeHost> Start(NodeParts parts)
    {
        var @lock = parts.Folder.Lock();
        SqliteStore? store = null;
        EventLog? log = null;
        NodeHost? host = null;
        try
        {
            RestoreMark.Refuse(parts.Folder);
            var memoryFile = new MemoryFile(parts.Folder);
            var remembering = Task.Run(memoryFile.Read);
            var left = LeftChildren.End(parts.Folder.FullPath);
            var identity = NodeFile.Begin(parts.Folder, Environment.MachineName, parts.Random);
            store = StateDatabase.Open(parts.Folder);
            var repair = new StoreRepair(store, new EffectLedger(store, parts.Time), LogFloor.Of(parts.Folder), parts.Time);
            var kept = await remembering;
            var retelling = new Retelling(new StateKeeper(store).Standing(), repair.SeeksEverywhere ? null : kept);
            var isKept = retelling.KeptSeq > 0;
            log = EventLog.Open(
                parts.Folder,
                new EventLogOptions(identity, parts.Time, Take, parts.Fault)
                {
                    VisitorTypes = repair.ReadsEverything ? null : [.. Recollection.Types, .. StoreRepair.Types],
                    VisitorAfter = retelling.KeptSeq,
                    VisitorSeverity = Recollection.AtLeast,
                    Settings = new() { ReserveBytes = parts.Settings.Journal.ReserveBytes },
                }
            );
            var recollection = retelling.Finish(log);
            if (isKept)
                repair.LookUp(log.Reader(), recollection);
            var told = await repair.Finish(log.SyncedSeq, parts.MayBeginLog);
            host = new NodeHost(
                SettingsDesk.WithChanges(parts, recollection.Overrides),
                @lock,
                identity,
                store,
                log,
                new Memory(recollection),
                memoryFile,
                repair
            )
            {
                Repair = told,
                LeftBehind = left,
            };
            await host.Begin(recollection, repair);
            return host;

            void Take(RecordedEvent record)
            {
                retelling.Take(record);
                if (!isKept)
                    repair.Take(record);
            }
        }
        catch (Exception error)
        {
            if (host is not null)
                await host.DisposeAsync();
            else
            {
                log?.Dispose();
                store?.Dispose();
                @lock.Dispose();
            }
            var database = parts.Folder.PathOf(StateDatabase.FileName);
            if (error is SqliteException sqlite)
                throw SqliteFaults.Of(sqlite, database, "it cannot be used");
            if (error is InvalidDataException)
                throw new DataFolderException(
                    DataFolderFault.Unreadable,
                    database,
                    error.Message,
                    "Start the newer version that wrote it, or restore the file from a backup.",
                    error
                );
            throw;
        }
    }

    /// <summary>What is wrong with the stores and the actors, from any thread and without asking any of them.</summary>
    public IEnumerable<Trouble> Troubles()
    {
        if (_store.Trouble is { } store)
            yield return new Trouble("store", store);
        if (_keeper.Trouble is { } kept)
            yield return new Trouble("maintenance", $"maintenance of the log: {kept}");
        if (ClockRules.Ahead(_log.NewestDay, Shell.Now.Wall) is { } ahead)
            yield return new Trouble("clock", ahead);
        foreach (var trouble in ActorEngine.Troubles(_system))
            yield return trouble;
        if (StandingText.Of(Memory.Current.Queue) is { } standing)
            yield return new Trouble("queue", standing);
    }

    /// <summary>Why nothing can be put on record, or only some of it; from any thread. The folder is looked at, which may take as long as its disk does.</summary>
    public (string? Journal, string? Store, string? Folder) Refusing() => (_log.Trouble?.ToString(), _store.Trouble, _lock.Lost);

    /// <summary>Copies the data folder into an empty one while everything goes on.</summary>
    public Task<BackupView> Backup(string folder) => Task.Run(() => _keeper.Undisturbed(() => NodeBackup.Make(this, _store, folder)));

    /// <summary>Stops in order: no new work, steps that execute are waited for, the stop is on record.</summary>
    public async Task Drain(string reason)
    {
        var grace = Parts.Settings.Shutdown.Grace;
        try
        {
            await Stages.Drain.Ask<DrainProtocol.Drained>(new DrainProtocol.Begin(reason, grace), grace + Patience);
        }
        catch (AskTimeoutException)
        {
            Parts.Fault(new TimeoutException($"the node did not come to rest within {grace + Patience}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        _keeper.Stop();
        try
        {
            await _system.Terminate().WaitAsync(Patience, Parts.Time);
        }
        catch (TimeoutException)
        {
            Parts.Fault(new TimeoutException($"not every actor ended within {Patience.TotalSeconds:0} s; the node ends without them"));
        }
        _memoryFile.Keep(Memory.Current, isLast: true);
        _log.Dispose();
        _store.Dispose();
        _lock.Dispose();
    }

    private async Task Begin(Recollection before, StoreRepair repair)
    {
        Stages = await Root.Ask<Stages>(new AiosTopology.GetStages(), Patience);
        Settings.Meet(Stages.Settings);
        // Answered when they are on disk.
        if (repair.Orders is not null && await Stages.Orders.Ask<object>(new OrdersProtocol.GetOrders(), Patience) is OrdersProtocol.Orders)
            await repair.OrdersAreKept();
        if (await Stages.Journal.Ask<object>(new Append([.. StartRecord.Of(this, before)]), Patience) is AppendFailed failed)
            throw new IOException($"{failed.Why}. {failed.Remedy}.");
    }
}
