using Aios.Journal.Store;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Aios.Actors.Tests.Embedded.Simulated;

using Simulation = Aios.Engine.Simulation.Simulation;

/// <summary>A fault put into the node on purpose, to see that it is found.</summary>
internal enum Plant
{
    None,
    AnswerBeforeSync,
    EffectBeforeIntent,
}

/// <summary>What is there before a node starts and after it has ended: its disk, its machine, the world outside.</summary>
internal sealed class SimulatedHouse : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private int _lives;

    /// <param name="scene">Null: the busy one.</param>
    public SimulatedHouse(Simulation simulation, Plant plant = Plant.None, Scene? scene = null)
    {
        (Simulation, Plant, Scene) = (simulation, plant, scene ?? new BusyScene(this));
        // In memory where there is such a place: what lasts is decided by the simulated disk, not by a real one.
        var place = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        Disk = new SimulatedDisk(simulation, Points) { Lies = plant == Plant.AnswerBeforeSync, End = End };
        Folder = DataFolder.OpenOrCreate(Path.Combine(place, $"aios-simulated-{Guid.NewGuid():N}"), Disk);
        World = new World(simulation);
        Scheduling = SchedulingSettings.Default with { QueueCapacity = 16 + simulation.Draw(200), HandOffWindow = 1 + simulation.Draw(8) };
        using var store = StateDatabase.Open(Folder);
        MakeTables(store);
    }

    public Simulation Simulation { get; }

    public Plant Plant { get; }

    public Scene Scene { get; }

    public CutPoints Points { get; } = new();

    public DataFolder Folder { get; }

    public World World { get; }

    public SimulatedDisk Disk { get; }

    /// <summary>Things go on happening.</summary>
    public bool IsBusy { get; set; } = true;

    public SimulatedNode? Node { get; private set; }

    public SchedulingSettings Scheduling { get; }

    public SensingSettings Sensing { get; } =
        new()
        {
            Cpu = new(80, 3 * Second, 99, Second, 70, 10 * Second),
            Memory = new(85, 5 * Second, 99, Second, 75, 10 * Second),
            Load = new(0.9, 5 * Second, 2, Second, 0.5, 10 * Second),
            LoadEnabled = true,
            ProcessCpu = new(90, 10 * Second, 1e9, Second, 70, 10 * Second),
        };

    public void StartNode()
    {
        Disk.IsOff = false;
        Node = new SimulatedNode(this, ++_lives);
    }

    /// <summary>The node ends where it stands; nothing is written any more.</summary>
    public void End()
    {
        Disk.IsOff = true;
        Node!.Kill();
    }

    /// <summary>After the end of a node.</summary>
    /// <param name="powerCut">What was not synced is gone, or half of it.</param>
    public void CleanUp(bool powerCut)
    {
        Node!.Dispose();
        World.Ends++;
        if (powerCut)
            Disk.CutPower();
    }

    public void Listen(ActorSystem system)
    {
        var faults = World.Faults;
        var listener = system.ActorOf(Props.Create(() => new Listener(faults)), "faults");
        system.EventStream.Subscribe(listener, typeof(Error));
    }

    public void Dispose()
    {
        Node?.Dispose();
        Directory.Delete(Folder.FullPath, recursive: true);
    }

    private static void MakeTables(SqliteStore store)
    {
        var made = ConfigurationFactory.ParseString("auto-initialize = on");
        Aios.Engine.Cells.Persistence.SqliteTables.Prepare(
            store,
            made,
            ("event_journal", Aios.Engine.Cells.Persistence.SqliteTables.Events("event_journal")),
            ("journal_metadata", Aios.Engine.Cells.Persistence.SqliteTables.Highest("journal_metadata")),
            ("snapshot", Aios.Engine.Cells.Persistence.SqliteTables.Snapshots("snapshot"))
        );
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(List<string> faults) => Receive<Error>(error => faults.Add($"{error.LogSource}: {error.Message} {error.Cause}"));
    }
}
