using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Scheduling;

public class SchedulerActorSpecs : ActorSpecs
{
    private static readonly TypeIndex Index = new(new HashSet<string> { "app.full" }, []);

    private readonly TestProbe _reactor;

    public SchedulerActorSpecs() => _reactor = CreateTestProbe("reactor");

    [Fact]
    public async Task At_its_start_it_takes_up_what_the_log_has_after_the_checkpoint()
    {
        await Folder.Log.Append([Full("a"), Full("b"), Samples.Event("app.other"), Full("c")]);
        await Folder.Cursors.Write(SchedulingProtocol.Reader, 1);
        Journal.Seq = 4;

        Scheduler().Tell(new SchedulerActor.MeetReactor(_reactor.Ref));

        Assert.Equal(["2", "4"], Journal.Accept().Select(record => record.Event.Text("event_seq")));
        Assert.Equal(["b", "c"], new[] { HandedOver(), HandedOver() }.Select(recorded => recorded.Event.Id.Value));
    }

    [Fact]
    public void A_decision_is_on_record_before_its_event_is_handed_over()
    {
        Meet(Scheduler());
        var cause = Journal.Record(Full("a"));

        var append = Journal.Expect();
        _reactor.ExpectNoMsg();
        var decision = Journal.Accept(append)[0].Event;

        Assert.Equal(cause, HandedOver());
        Assert.Equal((EventTypes.SchedulerDecision, "dispatch"), (decision.Type, decision.Text("action")));
        Assert.Equal(("a", "a", cause.Event.TraceId), (decision.Text("event"), decision.CauseId, decision.TraceId));
    }

    [Fact]
    public void A_decision_that_cannot_be_put_on_record_is_tried_again_and_nothing_is_handed_over_meanwhile()
    {
        var scheduler = Scheduler();
        Meet(scheduler);
        Journal.Record(Full("a"));
        for (var i = 0; i < 3; i++)
        {
            Journal.Refuse(Journal.Expect());
            Settle(scheduler, Journal.Ref, _reactor.Ref);
            Assert.False(_reactor.HasMessages);
            Pass(1);
        }

        Journal.Accept();

        Assert.Equal("a", HandedOver().Event.Id.Value);
        _reactor.ExpectNoMsg();
    }

    [Fact]
    public void An_event_that_nobody_asks_for_moves_only_the_checkpoint()
    {
        var scheduler = Scheduler();
        Meet(scheduler);
        Journal.Record(Samples.Event("app.other"));
        Journal.Record(Samples.Event("run.planned", "aios/run"));

        Assert.Equal((2L, 2L, 0L), View(scheduler, queue => (queue.Checkpoint, queue.Passed, queue.Dispatched)));

        scheduler.Tell(new AdoptIndex(new TypeIndex(new HashSet<string>(), ["app."])));
        Journal.Record(Samples.Event("app.other"));
        Assert.Equal("app.other", Journal.Accept()[0].Event.Text("event_type"));
    }

    [Fact]
    public void Slots_are_granted_by_priority_and_what_waits_follows_when_one_is_given_back()
    {
        var scheduler = Scheduler(SchedulingSettings.Default with { MaxConcurrent = 3 });

        Request(scheduler, "low-1", Priority.P3);
        Request(scheduler, "low-2", Priority.P3);
        Request(scheduler, "high-1", Priority.P1);
        Request(scheduler, "high-2", Priority.P1);
        Request(scheduler, "top", Priority.P0);

        Assert.Equal(["low-1", "high-1", "top"], Granted(3));
        Assert.Equal(["low-2", "high-2"], View(scheduler, queue => queue.WaitingForSlots.Select(wait => wait.Run.Value).Order()).Reverse());

        scheduler.Tell(new ReleaseSlot(new RunId("low-1")));
        Assert.Equal(["high-2"], Granted(1));
        scheduler.Tell(new ReleaseSlot(new RunId("high-1")));
        Assert.Equal(["low-2"], Granted(1));
    }

    [Fact]
    public void A_slot_given_back_by_a_run_that_waits_or_is_unknown_takes_none_from_others()
    {
        var scheduler = Scheduler(SchedulingSettings.Default with { MaxConcurrent = 3 });
        Request(scheduler, "runs", Priority.P3);
        Request(scheduler, "waits", Priority.P3);
        Request(scheduler, "waits-too", Priority.P3);
        Assert.Equal(["runs"], Granted(1));

        scheduler.Tell(new ReleaseSlot(new RunId("unknown")));
        scheduler.Tell(new ReleaseSlot(new RunId("waits")));
        Assert.Equal((1, 1), View(scheduler, queue => (queue.Running.Count, queue.WaitingForSlots.Count)));

        scheduler.Tell(new ReleaseSlot(new RunId("runs")));
        Assert.Equal(["waits-too"], Granted(1));
    }

    [Fact]
    public void The_first_slot_of_a_run_says_how_long_its_event_waited()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(EventStarted));
        var scheduler = Scheduler();
        Meet(scheduler);
        var cause = Journal.Record(Full("a"));
        Journal.Accept();
        scheduler.Tell(new SettleEvent(cause.Seq, StartsRun: true));
        Settle(scheduler);
        Pass(0.25);

        scheduler.Tell(new RequestSlot(new RunId("r"), cause.Seq, "tell", Priority.P1, 60_000, false), _reactor.Ref);

        Assert.Equal((cause.Seq, 250L), ExpectMsg<EventStarted>() is var started ? (started.Seq, started.WaitedMs) : default);
    }

    [Fact]
    public void The_checkpoint_follows_the_oldest_event_that_is_not_settled_and_is_stored()
    {
        var scheduler = Scheduler();
        Meet(scheduler);
        var (first, second) = (Journal.Record(Full("a")), Journal.Record(Full("b")));
        Journal.Accept();
        Journal.Accept();

        scheduler.Tell(new SettleEvent(second.Seq, false));
        Assert.Equal(first.Seq - 1, View(scheduler, queue => queue.Checkpoint));
        Pass(1);
        Settle(scheduler);
        Assert.Equal(0, Folder.Cursors.Read(SchedulingProtocol.Reader));

        scheduler.Tell(new SettleEvent(first.Seq, false));
        Assert.Equal(4, View(scheduler, queue => queue.Checkpoint));
        PassUntil(() => Folder.Cursors.Read(SchedulingProtocol.Reader) == 4, "the stored checkpoint", step: 1);
    }

    [Fact]
    public void A_checkpoint_that_could_not_be_stored_is_stored_at_the_next_beat()
    {
        var cursors = new StubbornCursors();
        var scheduler = Scheduler(cursors: cursors);
        Journal.Record(Samples.Event("app.other"));

        PassUntil(() => cursors.Written.Count > 1, "a second try", step: 1);

        Assert.Equal([1, 1], cursors.Written.Take(2));
        Settle(scheduler);
    }

    [Fact]
    public void Once_it_drains_nothing_is_handed_over_and_no_slot_is_granted()
    {
        var scheduler = Scheduler();
        Meet(scheduler);
        Request(scheduler, "before", Priority.P1);
        Assert.Equal(["before"], Granted(1));

        Assert.Equal(1, Ask<DrainProtocol.Draining>(scheduler, new DrainProtocol.StopHandingOut()).StepsRunning);
        Journal.Record(Full("a"));
        Request(scheduler, "after", Priority.P0);
        Pass(5);
        Assert.Equal((0L, 1), View(scheduler, queue => (queue.Dispatched, queue.WaitingForSlots.Count)));

        scheduler.Tell(new ReleaseSlot(new RunId("before")));
        Assert.Equal(new DrainProtocol.Draining(0, 0), Ask<DrainProtocol.Draining>(scheduler, new DrainProtocol.StopHandingOut()));
        Journal.ExpectNothing();
        Assert.False(HasMessages);
    }

    [Fact]
    public void A_reactor_that_starts_again_gets_what_it_had_not_settled()
    {
        var scheduler = Scheduler();
        Meet(scheduler);
        var (first, second) = (Journal.Record(Full("a")), Journal.Record(Full("b")));
        Journal.Accept();
        Journal.Accept();
        Assert.Equal([first, second], new[] { HandedOver(), HandedOver() });
        scheduler.Tell(new SettleEvent(first.Seq, false));

        Meet(scheduler);

        Assert.Equal(second, HandedOver());
        _reactor.ExpectNoMsg();
    }

    [Fact]
    public async Task When_it_starts_again_it_says_so_and_takes_up_from_the_checkpoint()
    {
        await Folder.Log.Append([Full("a")]);
        Journal.Seq = 1;
        var scheduler = Scheduler();
        Meet(scheduler);
        Journal.Accept();
        HandedOver();
        Sys.EventStream.Subscribe(TestActor, typeof(SchedulerActor.StartedAgain));

        scheduler.Tell(new JournalProtocol.Appended([], [], "no decision of mine"));
        ExpectMsg<SchedulerActor.StartedAgain>();
        Meet(scheduler);

        Journal.Accept();
        Assert.Equal("a", HandedOver().Event.Id.Value);
    }

    private IActorRef Scheduler(SchedulingSettings? settings = null, ICursorStore? cursors = null)
    {
        var parts = new SchedulerParts(
            settings ?? SchedulingSettings.Default,
            Shell,
            Journal.Ref,
            cursors ?? Folder.Cursors,
            Folder.Log.Reader(),
            () => Index,
            Memory
        );
        var scheduler = Start(() => new SchedulerActor(parts));
        Settle(scheduler);
        return scheduler;
    }

    private void Meet(IActorRef scheduler)
    {
        scheduler.Tell(new SchedulerActor.MeetReactor(_reactor.Ref));
        Settle(scheduler);
    }

    private static Event Full(string id, Priority priority = Priority.P2) => Samples.Event("app.full", id: id, priority: priority);

    private RecordedEvent HandedOver() => _reactor.ExpectMsg<ReactingProtocol.React>().Recorded;

    private void Request(IActorRef scheduler, string run, Priority priority) =>
        scheduler.Tell(new RequestSlot(new RunId(run), 1, "tell", priority, 60_000, false));

    private IEnumerable<string> Granted(int count) => ReceiveN(count).Select(granted => ((SlotGranted)granted).Run.Value);

    private T View<T>(IActorRef scheduler, Func<Queue, T> look) => look(Ask<Queue>(scheduler, new GetQueue()));

    private sealed class StubbornCursors : ICursorStore
    {
        public System.Collections.Concurrent.ConcurrentQueue<long> Written { get; } = [];

        public long Read(string reader) => 0;

        public Task Write(string reader, long appliedSeq)
        {
            Written.Enqueue(appliedSeq);
            return Written.Count == 1 ? Task.FromException(new IOException("the disk is full")) : Task.CompletedTask;
        }
    }
}
