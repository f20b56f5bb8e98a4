using Aios.Actors.Effects;
using Aios.Actors.Reacting;
using Aios.Actors.Safety;
using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Reacting.ReactingProtocol;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Reacting;

/// <summary>Events that come while the disk is at work.</summary>
public class ReactorTogetherSpecs : ActorSpecs
{
    private readonly Catalog _catalog = new([
        .. Enumerable.Range(0, 4).Select(i => Samples.Playbook($"p{i}", $"app.kind{i}", cooldown: TimeSpan.FromMinutes(1))),
    ]);
    private readonly TestProbe _scheduler;
    private readonly TestProbe _runs;
    private IActorRef _reactor = ActorRefs.Nobody;

    public ReactorTogetherSpecs() => (_scheduler, _runs) = (CreateTestProbe("scheduler"), CreateTestProbe("runs"));

    [Fact]
    public void They_go_on_record_together_and_each_starts_its_run()
    {
        var first = Begin();
        RecordedEvent[] causes = [Happened(1), Happened(2)];

        Journal.Accept(first);

        Assert.Equal(
            [EventTypes.ReactorMatched, "run.planned", EventTypes.ReactorMatched, "run.planned"],
            Journal.Accept().Select(record => record.Event.Type)
        );
        Assert.Equal(Memory.Current.ActiveRuns.Keys.ToHashSet(), Enumerable.Range(0, 3).Select(_ => Started()).ToHashSet());
        _scheduler.ExpectMsg<SettleEvent>();
        foreach (var cause in causes)
            Assert.Equal(new SettleEvent(cause.Seq, true), _scheduler.ExpectMsg<SettleEvent>());
    }

    [Fact]
    public void Each_is_decided_upon_what_those_before_it_decided()
    {
        var first = Begin();
        Happened(1);
        Happened(1);

        Journal.Accept(first);

        var records = Journal.Accept();
        Assert.Equal([EventTypes.ReactorMatched, "run.planned", EventTypes.ReactorSkipped], records.Select(record => record.Event.Type));
    }

    [Fact]
    public void No_bound_is_passed_by_many_at_once()
    {
        var first = Begin(SafetySettings.Default with { Shadow = false, StormRuns = 1 });
        Happened(1);
        Happened(2);
        Happened(3);

        Journal.Accept(first);

        var records = Journal.Accept();
        Assert.Equal(
            [EventTypes.ReactorMatched, "run.planned", EventTypes.ReactorSkipped, EventTypes.ReactorSkipped],
            records.Select(record => record.Event.Type)
        );
    }

    [Fact]
    public void One_that_can_never_be_put_on_record_takes_none_of_the_others_with_it()
    {
        var first = Begin();
        RecordedEvent[] causes = [Happened(1), Happened(2)];
        Journal.Accept(first);
        _scheduler.ExpectMsg<SettleEvent>();

        Journal.Refuse(Journal.Expect(), isRetryable: false);
        var alone = Journal.Expect();
        Assert.Equal(2, alone.Events.Count);
        EventFilter.Error(contains: "cannot be answered").ExpectOne(() => Journal.Refuse(alone, isRetryable: false));
        Journal.Accept();

        Assert.Equal(new SettleEvent(causes[0].Seq, false), _scheduler.ExpectMsg<SettleEvent>());
        Assert.Equal(new SettleEvent(causes[1].Seq, true), _scheduler.ExpectMsg<SettleEvent>());
    }

    /// <summary>The first event is on its way to disk; it is the newest append.</summary>
    private JournalProtocol.Append Begin(SafetySettings? safety = null)
    {
        var open = SafetyParts.Open;
        var parts = new ReactorParts(Shell, Memory, Journal.Ref, _scheduler.Ref, _runs.Ref, () => _catalog, Journal.Find)
        {
            Safety = safety is null ? open : open with { Settings = safety },
        };
        _reactor = Start(() => new ReactorActor(parts));
        _scheduler.ExpectMsg<SchedulerActor.MeetReactor>();
        Happened(0);
        return Journal.Expect();
    }

    private RunId Started() => _runs.ExpectMsg<StartRun>().Run;

    private RecordedEvent Happened(int kind)
    {
        var cause = Journal.Record(Samples.Event($"app.kind{kind}"));
        _reactor.Tell(new React(cause));
        return cause;
    }
}
