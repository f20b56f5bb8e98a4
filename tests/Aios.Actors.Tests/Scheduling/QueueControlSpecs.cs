using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scheduling.QueueProtocol;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Scheduling;

public class QueueControlSpecs : SchedulerSpecs
{
    private static readonly ChangeStanding Pause = new(QueueMode.Paused, "a trial", "uid 7");
    private static readonly ChangeStanding Resume = new(QueueMode.Running, "enough", "uid 7");

    [Fact]
    public void A_pause_is_on_record_before_it_holds_and_then_not_even_P0_goes()
    {
        var scheduler = Scheduler();
        Meet(scheduler);
        scheduler.Tell(Pause);
        var append = Journal.Expect();
        Assert.False(HasMessages);
        Assert.False(View(scheduler).Standing.IsHalted);

        var record = Journal.Accept(append)[0].Event;
        Assert.Equal(("scheduler.paused", "a trial", "uid 7"), (record.Type, record.Text("reason"), record.Text("by")));
        Assert.Equal(QueueMode.Paused, ExpectMsg<Stands>().Standing.Mode);
        Journal.Record(Full("a", Priority.P0));
        scheduler.Tell(new RequestSlot(new RunId("r"), 1, "tell", Priority.P0, 60_000, true));
        Pass(60);
        Assert.Equal((1, 1, 0), (View(scheduler).Waiting.Count, View(scheduler).WaitingForSlots.Count, View(scheduler).Running.Count));
        Journal.ExpectNothing();

        scheduler.Tell(Resume);
        Journal.Accept();
        ExpectMsg<SlotGranted>();
        Assert.False(ExpectMsg<Stands>().Standing.IsHalted);
        Assert.Equal("dispatch a", Decision());
        Assert.Equal("a", HandedOver());
    }

    [Fact]
    public void A_pause_that_cannot_be_put_on_record_does_not_hold_and_a_second_one_is_refused()
    {
        var scheduler = Scheduler();
        scheduler.Tell(Pause);
        scheduler.Tell(Pause);
        Assert.Contains("somebody else", ExpectMsg<Refused>().Refusal.Why);
        Journal.Refuse(Journal.Expect());
        Assert.Contains("the disk is full", ExpectMsg<Refused>().Refusal.Why);
        Assert.False(View(scheduler).Standing.IsHalted);

        scheduler.Tell(Resume);
        Assert.Contains("it runs already", ExpectMsg<Refused>().Refusal.Why);
    }

    [Fact]
    public async Task A_scheduler_that_starts_paused_stays_so_and_what_it_has_no_room_for_waits_in_the_log()
    {
        await Folder.Log.Append([.. Enumerable.Range(1, 5).Select(i => Full($"{i}"))]);
        Journal.Seq = 5;
        Journal.Record(Shell.Note(EventTypes.SchedulerPaused, QueueStanding.Source, Severity.Warn));
        var scheduler = Scheduler(SchedulingSettings.Default with { QueueCapacity = 2 });
        Meet(scheduler);
        var queue = View(scheduler);
        Assert.Equal((QueueMode.Paused, 2, 4L, 0L), (queue.Standing.Mode, queue.Waiting.Count, queue.InLog, queue.Shed));

        scheduler.Tell(Resume);
        Journal.Accept();
        ExpectMsg<Stands>();
        for (var i = 1; i <= 5; )
            foreach (var record in Journal.Accept())
                Assert.Equal($"dispatch {i++}", $"{record.Event.Text("action")} {record.Event.Text("event")}");
        Assert.Equal(["1", "2", "3", "4", "5"], Enumerable.Range(0, 5).Select(_ => HandedOver()));
        Assert.Equal(0, View(scheduler).Shed);
    }

    [Fact]
    public void What_is_cancelled_leaves_at_once_and_the_checkpoint_and_the_answer_wait_for_the_record()
    {
        var scheduler = Scheduler();
        Journal.Record(Full("a"));
        Journal.Record(Full("b", Priority.P1));
        var cancel = new CancelEvents(new QueueFilter(Priority: Priority.P3), "no use", "uid 7", IsDry: true);
        scheduler.Tell(cancel);
        Assert.Equal(("a", false), ExpectMsg<Chosen>() is var dry ? (dry.Events[0].Event.Id.Value, dry.IsDone) : default);
        Assert.Equal(2, View(scheduler).Waiting.Count);

        scheduler.Tell(cancel with { IsDry = false });
        var append = Journal.Expect();
        Assert.Equal((1, 0L), (View(scheduler).Waiting.Count, View(scheduler).Checkpoint));
        Assert.False(HasMessages);
        var record = Journal.Accept(append)[0].Event;
        Assert.Equal(
            ("cancel", "a", "no use", "uid 7"),
            (record.Text("action"), record.Text("event"), record.Text("reason"), record.Text("by"))
        );
        Assert.True(ExpectMsg<Chosen>().IsDone);
        Assert.Equal((1L, 1L), (View(scheduler).Checkpoint, View(scheduler).Cancelled));
    }

    [Fact]
    public void What_is_requeued_comes_back_by_its_record_and_only_once()
    {
        var scheduler = Scheduler();
        var back = Journal.Record(Full("a"));
        scheduler.Tell(new CancelEvents(new QueueFilter(), "no use", "uid 7", IsDry: false));
        Journal.Accept();
        ExpectMsg<Chosen>();

        scheduler.Tell(new RequeueEvents([back], "after all", "uid 7"));
        scheduler.Tell(new RequeueEvents([back], "after all", "uid 8"));
        Assert.Empty(ExpectMsg<Chosen>().Events);
        Assert.Equal("requeue a", Decision());
        Assert.Equal(back, Assert.Single(ExpectMsg<Chosen>().Events));
        Assert.Equal((1, 2L), (View(scheduler).Waiting.Count, View(scheduler).Checkpoint));

        Meet(scheduler);
        Assert.Equal("dispatch a", Decision());
        Assert.Equal("a", HandedOver());
        scheduler.Tell(new SettleEvent(back.Seq, false));
        Assert.Equal(4, View(scheduler).Checkpoint);
    }

    [Fact]
    public async Task After_a_restart_what_was_cancelled_stays_away_and_what_came_back_is_there()
    {
        await Folder.Log.Append([Full("a"), Full("b"), Full("c"), Said("cancel", 1), Said("cancel", 2), Said("requeue", 2)]);
        Journal.Seq = 6;
        Meet(Scheduler());

        Assert.Equal(["c", "b"], Journal.Accept().Select(record => record.Event.Text("event")));
        Assert.Equal(["c", "b"], new[] { HandedOver(), HandedOver() });
    }

    [Fact]
    public void A_later_event_of_the_same_key_supersedes_one_that_waits_on_record()
    {
        var scheduler = Scheduler();
        Journal.Record(Full("a", key: "order-1"));
        Settle(scheduler);
        Pass(2);
        Journal.Record(Full("b", key: "order-1"));
        var record = Journal.Accept()[0].Event;
        Assert.Equal(
            ("supersede", "a", "2", "2000"),
            (record.Text("action"), record.Text("event"), record.Text("by_seq"), record.Text("waited_ms"))
        );
        Meet(scheduler);
        Assert.Equal("dispatch b", Decision());
        Assert.Equal("b", HandedOver());
    }

    [Fact]
    public void A_run_that_gets_no_slot_within_the_bound_of_its_event_is_given_up_and_the_event_shed_on_record()
    {
        var scheduler = Scheduler(SchedulingSettings.Default with { MaxConcurrent = 3 });
        Meet(scheduler);
        scheduler.Tell(new RequestSlot(new RunId("busy"), 0, "tell", Priority.P3, 60_000, true));
        ExpectMsg<SlotGranted>();
        var cause = Journal.Record(Full("a"));
        Decision();
        HandedOver();
        scheduler.Tell(new SettleEvent(cause.Seq, StartsRun: true));
        scheduler.Tell(new RequestSlot(new RunId("late"), cause.Seq, "tell", Priority.P3, 60_000, false));
        Settle(scheduler);
        for (var second = 0; second < 599; second++)
            Pass(1);
        Settle(scheduler);
        Assert.False(HasMessages);

        Pass(1);
        Assert.Equal("late", ExpectMsg<RunProtocol.CancelRun>().Run.Value);
        Assert.Equal("shed a", Decision());
        Assert.Equal((0, 1L), (View(scheduler).WaitingForSlots.Count, View(scheduler).Shed));
    }

    private Event Said(string action, long seq) =>
        Shell.Note(
            EventTypes.SchedulerDecision,
            QueueStanding.Source,
            Severity.Info,
            LooseJson.Object(("action", action), ("event_seq", seq))
        );
}
