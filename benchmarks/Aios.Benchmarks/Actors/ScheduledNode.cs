using System.Diagnostics;
using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Benchmarks.Engine;
using Aios.Benchmarks.Journal;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Akka.Actor;
using EventLog = Aios.Journal.Log.EventLog;

namespace Aios.Benchmarks.Actors;

/// <summary>The real scheduler and journal over a log and a database on disk; a reactor that answers every event at once with a run.</summary>
internal sealed class ScheduledNode : IDisposable
{
    public const string Asked = "app.kind";

    private readonly string _path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
    private readonly SqliteStore _store;
    private readonly ActorSystem _system;
    private readonly SchedulingSettings _settings;
    private readonly Shell _shell = new(TimeProvider.System, new Random(1));

    public ScheduledNode(SchedulingSettings settings)
    {
        _settings = settings;
        var folder = DataFolder.OpenOrCreate(_path);
        _store = StateDatabase.Open(folder);
        Log = LogWorkload.Open(folder);
        _system = EngineRounds.Unbounded();
        var (log, memory) = (Log, Memory);
        Journal = _system.ActorOf(Props.Create(() => new JournalActor(log, memory)), "journal");
    }

    public EventLog Log { get; }
    public Memory Memory { get; } = new(Recollection.Empty);
    public IActorRef Journal { get; }

    public static Event Fact(string id, Priority priority) =>
        new()
        {
            Id = new EventId(id),
            Type = Asked,
            Source = "bench",
            Timestamp = 1_773_532_800_000,
            Severity = Severity.Warn,
            Priority = priority,
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        };

    /// <param name="answer">What the reactor does with an event, given it, the scheduler and itself.</param>
    public IActorRef Begin(
        Action<RecordedEvent, IActorRef, IActorRef> answer,
        Action<SchedulingProtocol.SlotGranted, IActorRef>? granted = null
    )
    {
        var index = new TypeIndex(new HashSet<string> { Asked }, []);
        var parts = new SchedulerParts(_settings, _shell, Journal, new CursorStore(_store), Log.Reader(), () => index, Memory);
        var scheduler = _system.ActorOf(Props.Create(() => new SchedulerActor(parts)), "scheduler");
        var reactor = _system.ActorOf(Props.Create(() => new Answering(scheduler, answer, granted)), "reactor");
        scheduler.Tell(new SchedulerActor.MeetReactor(reactor), ActorRefs.NoSender);
        return scheduler;
    }

    /// <summary>Asks until what the scheduler shows is as wanted.</summary>
    public static void Await(IActorRef scheduler, Func<SchedulingProtocol.Queue, bool> holds)
    {
        var began = Stopwatch.GetTimestamp();
        while (!holds(scheduler.Ask<SchedulingProtocol.Queue>(new SchedulingProtocol.GetQueue(), TimeSpan.FromMinutes(1)).Result))
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(2))
                throw new TimeoutException("the scheduler did not get there within two minutes");
    }

    public void Dispose()
    {
        _system.Terminate().Wait();
        Log.Dispose();
        _store.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering(
            IActorRef scheduler,
            Action<RecordedEvent, IActorRef, IActorRef> answer,
            Action<SchedulingProtocol.SlotGranted, IActorRef>? granted
        )
        {
            Receive<ReactingProtocol.React>(react => answer(react.Recorded, scheduler, Self));
            Receive<SchedulingProtocol.SlotGranted>(slot => granted?.Invoke(slot, scheduler));
            ReceiveAny(_ => { });
        }
    }
}
