using Aios.Actors.Effects;
using Aios.Actors.Reacting;
using Aios.Actors.Scheduling;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Reacting.ReactingProtocol;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Reacting;

/// <summary>What outlives the reactor between events: windows, and events that wait for a target.</summary>
public class ReactorWindowSpecs : ActorSpecs
{
    private readonly TestProbe _scheduler;
    private readonly TestProbe _runs;
    private Catalog _catalog = Catalog.Empty;
    private IActorRef _reactor = ActorRefs.Nobody;

    public ReactorWindowSpecs() => (_scheduler, _runs) = (CreateTestProbe("scheduler"), CreateTestProbe("runs"));

    [Fact]
    public void An_event_that_only_counts_is_settled_with_the_count_on_record()
    {
        Use(new WindowTemplate(WindowKind.Count, TimeSpan.FromMinutes(5), 3, []));
        var cause = Happened();

        var records = Journal.Accept();

        Assert.Equal([EventTypes.ReactorSkipped, EventTypes.ReactorWindow], records.Select(record => record.Event.Type));
        Assert.Contains("1 of 3 within 5m", records[0].Event.Text("options"), StringComparison.Ordinal);
        Assert.Equal(new SettleEvent(cause.Seq, false), _scheduler.ExpectMsg<SettleEvent>());
        Assert.Equal(1, Memory.Current.Reacting.Windows.Count);
    }

    [Fact]
    public void A_reactor_that_starts_again_goes_on_counting_and_counts_no_event_twice()
    {
        Use(new WindowTemplate(WindowKind.Count, TimeSpan.FromMinutes(5), 3, []));
        Happened();
        Journal.Accept();
        var second = Happened();
        Journal.Accept();
        Crash();

        _reactor.Tell(new React(second));
        Assert.Contains("has taken this event before", Journal.Accept()[0].Event.Text("options"), StringComparison.Ordinal);
        Happened();

        Assert.Equal(
            [EventTypes.ReactorMatched, "run.planned", EventTypes.ReactorWindow],
            Journal.Accept().Select(record => record.Event.Type)
        );
        Assert.Equal(0, Memory.Current.Reacting.Windows.Count);
    }

    [Fact]
    public void What_was_counted_on_the_way_to_disk_counts_once_after_a_start()
    {
        Use(new WindowTemplate(WindowKind.Count, TimeSpan.FromMinutes(5), 3, []));
        var cause = Happened();
        var before = Journal.Expect();
        Crash();
        foreach (var fact in before.Events)
            Journal.Record(fact);
        _reactor.Tell(new React(cause));
        Journal.Accept();
        Happened();

        Assert.Contains("2 of 3 within 5m", Journal.Accept()[0].Event.Text("options"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_fires_when_its_time_is_over()
    {
        Use(new WindowTemplate(WindowKind.OnceAfter, TimeSpan.FromSeconds(10), 0, []));
        Happened();
        Journal.Accept();
        var last = Happened();
        Journal.Accept();
        Settle(_reactor);
        Pass(9.5);
        Settle(_reactor);
        Assert.False(Journal.HasMessages);
        Pass(1);

        var records = Journal.Accept();

        Assert.Equal([EventTypes.ReactorMatched, "run.planned", EventTypes.ReactorWindow], records.Select(record => record.Event.Type));
        Assert.Equal($"{last.Seq}", records[0].Event.Text("event_seq"));
        Assert.Equal(PlanRules.IdOf(last.Event, new PlaybookId("tidy")), _runs.ExpectMsg<StartRun>().Run);
    }

    [Fact]
    public void A_window_that_was_over_while_the_reactor_was_down_fires_at_once_and_only_once()
    {
        Use(new WindowTemplate(WindowKind.OnceAfter, TimeSpan.FromSeconds(10), 0, []));
        Happened();
        Journal.Accept();
        Settle(_reactor);
        Sys.Stop(_reactor);
        Pass(60);
        Begin();
        Journal.Accept();
        _runs.ExpectMsg<StartRun>();
        Crash();
        Pass(60);
        Settle(_reactor);

        Assert.False(Journal.HasMessages);
        Assert.Single(Memory.Current.AllRuns);
    }

    [Fact]
    public void A_window_whose_events_are_not_in_the_log_any_more_ends()
    {
        Use(new WindowTemplate(WindowKind.OnceAfter, TimeSpan.FromSeconds(10), 0, []));
        Happened();
        Journal.Accept();
        Settle(_reactor);
        Journal.Records.Clear();

        EventFilter.Error(contains: "is not in the log").ExpectOne(() => Pass(11));
        Settle(_reactor);
        Assert.False(Journal.HasMessages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_waiting_event_is_answered_when_its_target_is_free_also_after_a_start(bool crashes)
    {
        Use(null, BusyPolicy.Queue);
        Happened();
        Journal.Accept();
        var plan = Memory.Current.Find(_runs.ExpectMsg<StartRun>().Run)!.Plan;
        var waits = Happened();

        Assert.Equal([EventTypes.ReactorWaiting], Journal.Accept().Select(record => record.Event.Type));
        Assert.Equal(1, Memory.Current.Reacting.Waiting.Count);
        if (crashes)
        {
            Crash();
            Assert.Equal(plan.Id, _runs.ExpectMsg<StartRun>().Run);
        }
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Ended(RunPhase.Verified, "done", 0)));

        Assert.Equal(
            [EventTypes.ReactorMatched, "run.planned", EventTypes.ReactorReleased],
            Journal.Accept().Select(record => record.Event.Type)
        );
        Assert.Equal(PlanRules.IdOf(waits.Event, new PlaybookId("tidy")), _runs.ExpectMsg<StartRun>().Run);
        Assert.True(Memory.Current.Reacting.Waiting.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_old_run_is_told_to_end_once_that_is_on_record_and_again_after_a_start(bool crashes)
    {
        Use(null, BusyPolicy.CancelOld);
        Happened();
        Journal.Accept();
        var old = _runs.ExpectMsg<StartRun>().Run;
        var waits = Happened();
        var append = Journal.Expect();
        Assert.False(_runs.HasMessages);
        Journal.Accept(append);
        AssertCancelled(old, waits);
        if (!crashes)
            return;
        Crash();

        Assert.Equal(old, _runs.ExpectMsg<StartRun>().Run);
        AssertCancelled(old, waits);
    }

    private void AssertCancelled(RunId old, RecordedEvent waits)
    {
        var cancel = _runs.ExpectMsg<RunProtocol.CancelRun>();
        Assert.Equal((old, "playbook tidy"), (cancel.Run, cancel.By));
        Assert.Contains($"event {waits.Seq} came", cancel.Reason, StringComparison.Ordinal);
    }

    private void Use(WindowTemplate? window, BusyPolicy policy = BusyPolicy.DropNew)
    {
        var playbook = Samples.Playbook();
        _catalog = new Catalog([playbook with { Trigger = playbook.Trigger with { Window = window }, WhenBusy = policy }]);
        Begin();
    }

    private void Begin()
    {
        var parts = new ReactorParts(Shell, Memory, Journal.Ref, _scheduler.Ref, _runs.Ref, () => _catalog, Journal.Find);
        _reactor = Start(() => new ReactorActor(parts));
        _scheduler.FishForMessage<SchedulerActor.MeetReactor>(_ => true);
    }

    private RecordedEvent Happened()
    {
        var cause = Journal.Record(Samples.Event("app.full") with { Timestamp = Shell.Now.Wall });
        _reactor.Tell(new React(cause));
        return cause;
    }

    private void Crash()
    {
        _reactor.Tell(new AdoptPlaybooks(null!));
        Assert.Equal(_reactor, _scheduler.FishForMessage<SchedulerActor.MeetReactor>(_ => true).Reactor);
    }
}
