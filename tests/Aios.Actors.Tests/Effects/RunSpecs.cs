using Aios.Actors.Effects;
using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Effects;

/// <summary>Base of specs about runs: log, ledger and door are the node's own, only what is outside is not; the spec gives the slots.</summary>
public abstract class RunSpecs : ActorSpecs
{
    private readonly Dictionary<RunId, IActorRef> _actors = [];

    protected RunSpecs()
    {
        (Scheduler, Records) = (CreateTestProbe("scheduler"), CreateTestProbe("records"));
        Sys.EventStream.Subscribe(Records.Ref, typeof(RecordedEvent));
        var (log, memory) = (Folder.Log, Memory);
        EventJournal = Start(() => new JournalActor(log, memory));
    }

    protected TestProbe Scheduler { get; }
    protected TestProbe Records { get; }

    /// <summary>The journal over the real log.</summary>
    protected IActorRef EventJournal { get; }
    protected IActorRef Runs { get; private set; } = ActorRefs.Nobody;

    internal IActorRef BeginRuns(
        FakeAdapter adapter,
        IActorRef? scheduler = null,
        IActorRef? journal = null,
        FakeAdapter? probe = null,
        IEffectLedger? ledger = null,
        Func<RunId, bool>? isHeld = null
    )
    {
        var door = new Door(ledger ?? Folder.Ledger, Clock, probe is null ? [adapter] : [adapter, probe]);
        var parts = new RunParts(
            Shell,
            Memory,
            journal ?? EventJournal,
            scheduler ?? Scheduler.Ref,
            door,
            ledger ?? Folder.Ledger,
            EffectSettings.Default
        )
        {
            IsHeld = isHeld ?? (_ => false),
        };
        Runs = Start(() => new RunsActor(parts), "runs");
        Settle(Runs);
        return Runs;
    }

    /// <summary>Puts facts of a run on record, as they were before this start.</summary>
    protected void WasRecorded(RunPlan plan, params RunProtocol.IEvent[] facts)
    {
        EventJournal.Tell(new JournalProtocol.Append([.. facts.Select(fact => Samples.Written(Shell, plan, fact))]));
        ExpectMsg<JournalProtocol.Appended>();
    }

    /// <summary>Plans a run and starts it.</summary>
    protected RunPlan Begin(RunPlan plan)
    {
        WasRecorded(plan, new RunProtocol.Planned(plan, Shell.Now.Wall));
        Runs.Tell(new StartRun(plan.Id));
        return plan;
    }

    protected RequestSlot ExpectRequest()
    {
        var request = Scheduler.FishForMessage<RequestSlot>(_ => true);
        _actors[request.Run] = Scheduler.LastSender;
        return request;
    }

    /// <summary>Waits until the run asks for a slot and gives it.</summary>
    protected RequestSlot Grant()
    {
        var request = ExpectRequest();
        Scheduler.Reply(new SlotGranted(request.Run, request.Step, request.Priority, 0));
        return request;
    }

    /// <summary>Whether the newest request for a slot is this one.</summary>
    protected bool Asked(RunPlan plan, string step)
    {
        while (Scheduler.HasMessages)
            if (Scheduler.ReceiveOne() is RequestSlot request)
                return request.Run == plan.Id && request.Step == step;
        return false;
    }

    protected Event ExpectRecord(string type) => Records.FishForMessage<RecordedEvent>(record => record.Event.Type == type).Event;

    /// <summary>Who asked for the run's newest slot.</summary>
    protected IActorRef ActorOf(RunPlan plan) => _actors[plan.Id];

    /// <summary>Returns when the run has acted on everything that is on record.</summary>
    protected void SettleRun(RunPlan plan) => Settle(EventJournal, ActorOf(plan), Scheduler.Ref);

    /// <summary>Makes the actor of a run throw.</summary>
    protected void Crash(RunPlan plan)
    {
        var run = ActorOf(plan);
        Watch(run);
        run.Tell(new JournalProtocol.Appended([], [], null));
        ExpectTerminated(run);
    }

    protected IEnumerable<string> TypesOnDisk(RunPlan plan) =>
        Folder.OnDisk.Where(record => record.Event.Text("run") == plan.Id.Value).Select(record => record.Event.Type);
}
