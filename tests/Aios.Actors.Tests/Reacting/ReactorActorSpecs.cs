using Aios.Actors.Effects;
using Aios.Actors.Reacting;
using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Reacting.ReactingProtocol;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Reacting;

public class ReactorActorSpecs : ActorSpecs
{
    private readonly TestProbe _scheduler;
    private readonly TestProbe _runs;
    private readonly IActorRef _reactor;
    private Catalog _catalog = new([Samples.Playbook()]);

    public ReactorActorSpecs()
    {
        (_scheduler, _runs) = (CreateTestProbe("scheduler"), CreateTestProbe("runs"));
        var parts = new ReactorParts(Shell, Memory, Journal.Ref, _scheduler.Ref, _runs.Ref, () => _catalog, Journal.Find);
        _reactor = Start(() => new ReactorActor(parts));
        Assert.Equal(_reactor, _scheduler.ExpectMsg<SchedulerActor.MeetReactor>().Reactor);
    }

    [Fact]
    public void Reason_and_plan_are_on_record_in_one_append_before_the_run_starts()
    {
        var cause = Happened();

        var append = Journal.Expect();
        _runs.ExpectNoMsg();
        var records = Journal.Accept(append);

        Assert.Equal([EventTypes.ReactorMatched, "run.planned"], records.Select(record => record.Event.Type));
        var run = _runs.ExpectMsg<StartRun>().Run;
        Assert.Equal(PlanRules.IdOf(cause.Event, new PlaybookId("tidy")), run);
        Assert.Equal(new SettleEvent(cause.Seq, true), _scheduler.ExpectMsg<SettleEvent>());
        Assert.Equal((run.Value, "tidy"), (records[0].Event.Text("run"), records[0].Event.Text("playbook")));
        Assert.All(records, record => Assert.Equal(cause.Event.TraceId, record.Event.TraceId));
        Assert.Equal(RunPhase.Planned, Memory.Current.ActiveRuns[run].Phase);
    }

    [Fact]
    public void An_event_that_no_playbook_answers_is_settled_with_the_reason_on_record()
    {
        var cause = Happened("app.unknown");

        var record = Assert.Single(Journal.Accept());

        Assert.Equal((EventTypes.ReactorSkipped, "no playbook asks for it"), (record.Event.Type, record.Event.Text("reason")));
        Assert.Equal(new SettleEvent(cause.Seq, false), _scheduler.ExpectMsg<SettleEvent>());
        Assert.False(_runs.HasMessages);
    }

    [Fact]
    public void Events_are_answered_one_after_the_other()
    {
        Happened(id: "one");
        Happened("app.unknown", id: "two");

        var first = Journal.Expect();
        Settle(_reactor, Journal.Ref);
        Assert.False(Journal.HasMessages);
        Journal.Accept(first);

        Assert.Equal("two", Journal.Accept()[0].Event.Text("event"));
    }

    [Fact]
    public void An_event_that_comes_again_makes_no_second_run()
    {
        var cause = Happened();
        Journal.Accept();
        var run = _runs.ExpectMsg<StartRun>();

        _reactor.Tell(new React(cause));

        Assert.Contains(
            "was planned for this event already",
            Assert.Single(Journal.Accept()).Event.Text("reason"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [true, false],
            new[] { _scheduler.ExpectMsg<SettleEvent>(), _scheduler.ExpectMsg<SettleEvent>() }.Select(s => s.StartsRun)
        );
        Assert.Equal(run, _runs.ExpectMsg<StartRun>());
        Assert.Single(Memory.Current.AllRuns);
    }

    [Fact]
    public void A_run_that_was_put_on_record_just_before_it_started_again_is_started()
    {
        var cause = Happened();
        foreach (var fact in Journal.Expect().Events)
            Journal.Record(fact);

        Crash();
        _reactor.Tell(new React(cause));

        Assert.Equal(EventTypes.ReactorSkipped, Assert.Single(Journal.Accept()).Event.Type);
        Assert.Equal(Memory.Current.AllRuns.Single().Plan.Id, _runs.ExpectMsg<StartRun>().Run);
    }

    [Fact]
    public void A_run_that_comes_to_disk_only_after_it_started_again_is_one_run()
    {
        var cause = Happened();
        var before = Journal.Expect();
        Crash();
        foreach (var fact in before.Events)
            Journal.Record(fact);
        _reactor.Tell(new React(cause));

        Assert.Equal(["reactor.matched", "run.planned"], Journal.Accept().Select(record => record.Event.Type));

        Assert.Equal(Memory.Current.AllRuns.Single().Plan.Id, _runs.ExpectMsg<StartRun>().Run);
        Assert.Equal(1, Memory.Current.Reacting.TallyOf(new PlaybookId("tidy")).Planned);
    }

    [Fact]
    public void A_run_that_is_over_is_not_started_again()
    {
        var cause = Happened();
        Journal.Accept();
        var plan = Memory.Current.Find(_runs.ExpectMsg<StartRun>().Run)!.Plan;
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Ended(RunPhase.Verified, "done", 0)));

        _reactor.Tell(new React(cause));

        Journal.Accept();
        _runs.ExpectNoMsg();
    }

    [Fact]
    public void An_answer_to_what_it_asked_before_it_started_again_starts_nothing()
    {
        Happened(id: "before");
        var before = Journal.Expect();
        Crash();
        var cause = Happened("app.unknown", id: "after");
        var after = Journal.Expect();

        _reactor.Tell(new JournalProtocol.Appended([], [], before.Tag));
        Settle(_reactor, _scheduler.Ref);
        Assert.False(_scheduler.HasMessages);
        Journal.Accept(after);

        Assert.Equal(new SettleEvent(cause.Seq, false), _scheduler.ExpectMsg<SettleEvent>());
        _runs.ExpectNoMsg();
    }

    [Fact]
    public void New_playbooks_are_used_and_the_scheduler_learns_their_types()
    {
        _reactor.Tell(new AdoptPlaybooks(new Catalog([Samples.Playbook("other", "app.unknown")])));

        Assert.Equal(["app.unknown"], _scheduler.ExpectMsg<AdoptIndex>().Index.Exact);
        Happened("app.unknown");
        Assert.Equal("other", Journal.Accept()[0].Event.Text("playbook"));
        Assert.Equal("other", Assert.Single(Ask<Playbooks>(_reactor, new GetPlaybooks()).Items).Playbook.Id.Value);
    }

    [Fact]
    public void When_it_starts_again_it_takes_the_playbooks_as_they_are_now()
    {
        _catalog = new Catalog([Samples.Playbook("newer", "app.unknown")]);

        Crash();

        Assert.Equal("newer", Assert.Single(Ask<Playbooks>(_reactor, new GetPlaybooks()).Items).Playbook.Id.Value);
    }

    [Fact]
    public void What_cannot_be_put_on_record_now_is_tried_again()
    {
        var cause = Happened();
        Journal.Refuse(Journal.Expect());
        Settle(_reactor, _runs.Ref);
        Assert.False(_runs.HasMessages);
        Pass(1);

        Journal.Accept();

        _runs.ExpectMsg<StartRun>();
        Assert.Equal(new SettleEvent(cause.Seq, true), _scheduler.ExpectMsg<SettleEvent>());
    }

    [Fact]
    public void What_can_never_be_put_on_record_is_settled_and_said()
    {
        var cause = Happened();
        var append = Journal.Expect();

        EventFilter.Error(contains: "cannot be answered").ExpectOne(() => Journal.Refuse(append, isRetryable: false));

        Assert.Equal(new SettleEvent(cause.Seq, false), _scheduler.ExpectMsg<SettleEvent>());
        Happened("app.unknown");
        Journal.Accept();
    }

    [Theory]
    [InlineData(RunPhase.Verified, EventTypes.ReactorSkipped)]
    [InlineData(RunPhase.Stuck, EventTypes.ReactorMatched)]
    public void A_playbook_rests_after_a_run_that_worked_and_not_after_one_that_failed(RunPhase phase, string expected)
    {
        _reactor.Tell(new AdoptPlaybooks(new Catalog([Samples.Playbook(cooldown: TimeSpan.FromMinutes(1))])));
        Happened(id: "one");
        Journal.Accept();
        var plan = Memory.Current.Find(_runs.ExpectMsg<StartRun>().Run)!.Plan;
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Ended(phase, "why", 0)));

        Happened(id: "two");

        Assert.Equal(expected, Journal.Accept()[0].Event.Type);
        Assert.True(RunCodec.IsEnd(Samples.Written(Shell, plan, new RunProtocol.Ended(phase, "why", 0))));
    }

    [Fact]
    public void A_target_is_free_although_the_end_of_its_run_was_never_heard_of()
    {
        Happened(id: "one");
        Journal.Accept();
        var plan = Memory.Current.Find(_runs.ExpectMsg<StartRun>().Run)!.Plan;
        Settle(_reactor);
        Journal.RecordUnheard(Samples.Written(Shell, plan, new RunProtocol.Ended(RunPhase.Stuck, "why", 0)));

        Happened(id: "two");

        Assert.Equal(EventTypes.ReactorMatched, Journal.Accept()[0].Event.Type);
        Assert.Equal(2, Memory.Current.Reacting.TallyOf(new PlaybookId("tidy")).Planned);
    }

    [Fact]
    public void An_end_that_was_never_heard_of_while_an_answer_was_on_its_way_frees_its_target_too()
    {
        Happened(id: "one");
        Journal.Accept();
        var plan = Memory.Current.Find(_runs.ExpectMsg<StartRun>().Run)!.Plan;
        Happened("app.unknown", id: "two");
        var answer = Journal.Expect();
        Journal.RecordUnheard(Samples.Written(Shell, plan, new RunProtocol.Ended(RunPhase.Stuck, "why", 0)));
        Happened(id: "three");
        Settle(_reactor);

        Journal.Accept(answer);

        Assert.Equal(EventTypes.ReactorMatched, Journal.Accept()[0].Event.Type);
    }

    private RecordedEvent Happened(string type = "app.full", string? id = null)
    {
        var cause = Journal.Record(Samples.Event(type, id: id));
        _reactor.Tell(new React(cause));
        return cause;
    }

    private void Crash()
    {
        _reactor.Tell(new AdoptPlaybooks(null!));
        Assert.Equal(_reactor, _scheduler.FishForMessage<SchedulerActor.MeetReactor>(_ => true).Reactor);
    }
}
