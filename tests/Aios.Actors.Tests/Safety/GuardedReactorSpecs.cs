using Aios.Actors.Effects;
using Aios.Actors.Reacting;
using Aios.Actors.Safety;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;

namespace Aios.Actors.Tests.Safety;

public class GuardedReactorSpecs : ActorSpecs
{
    private readonly StandingOrders _board = new();
    private readonly TestProbe _runs;
    private readonly TestProbe _scheduler;
    private readonly IActorRef _reactor;

    public GuardedReactorSpecs()
    {
        (_scheduler, _runs) = (CreateTestProbe("scheduler"), CreateTestProbe("runs"));
        var shape = PlaybookGuard.ShapeOf(Samples.Playbook("known"));
        var catalog = new Catalog([
            Samples.Playbook("known") with
            {
                Confidence = 0.2,
                Shipped = shape,
            },
            Samples.Playbook("new") with
            {
                Confidence = 0.9,
            },
        ]);
        var parts = new ReactorParts(Shell, Memory, Journal.Ref, _scheduler.Ref, _runs.Ref, () => catalog, Journal.Find)
        {
            Safety = new SafetyParts(_board, SafetySettings.Default, TargetSettings.Default),
        };
        _reactor = Start(() => new ReactorActor(parts));
    }

    [Fact]
    public void Nothing_is_decided_before_the_orders_are_known()
    {
        Happens();
        Settle(_reactor, Journal.Ref);
        Assert.False(Journal.HasMessages);

        Know(OrdersState.Empty);

        Assert.Equal(EventTypes.ReactorMatched, Journal.Accept()[0].Event.Type);
    }

    [Fact]
    public void One_that_only_watches_takes_no_event_from_one_that_may_act_and_both_are_planned()
    {
        Know(OrdersState.Empty);
        Happens();

        var records = Journal.Accept();

        Assert.Equal([EventTypes.ReactorMatched, "run.planned", "run.planned"], records.Select(record => record.Event.Type));
        Assert.Equal("known", records[0].Event.Text("playbook"));
        Assert.Contains("it would rank first; it only watches", records[0].Event.Text("options"), StringComparison.Ordinal);
        Assert.Equal(2, new[] { _runs.ExpectMsg<StartRun>().Run, _runs.ExpectMsg<StartRun>().Run }.Distinct().Count());
        Assert.Equal(
            [("known", false), ("new", true)],
            Memory.Current.ActiveRuns.Values.Select(run => (run.Plan.Playbook.Value, run.Plan.IsShadow)).Order()
        );
        Assert.Equal(["known"], Memory.Current.Safety.Circuits.Keys.Select(key => key.Playbook.Value));
    }

    [Fact]
    public void A_frozen_node_records_and_decides_and_starts_nothing()
    {
        Know(OrdersState.Empty with { FrozenAll = new Order("looking", "me", 0) });
        Happens();

        var record = Assert.Single(Journal.Accept()).Event;

        Assert.Equal(EventTypes.ReactorSkipped, record.Type);
        Assert.Contains("everything is frozen by me", record.Text("options"), StringComparison.Ordinal);
        Settle(_reactor);
        Assert.False(_runs.HasMessages);
    }

    [Fact]
    public void What_was_enabled_takes_the_event()
    {
        var trusted = OrdersState.Empty.Apply(
            new OrdersProtocol.PlaybookEnabled("new", PlaybookGuard.ShapeOf(Samples.Playbook("new")), "me", 0)
        );
        Know(trusted);
        Happens();

        Assert.Equal("new", Journal.Accept()[0].Event.Text("playbook"));
        Assert.Equal(
            [PlaybookStanding.Enabled, PlaybookStanding.Enabled],
            Ask<ReactingProtocol.Playbooks>(_reactor, new ReactingProtocol.GetPlaybooks()).Items.Select(view => view.Standing)
        );
    }

    [Fact]
    public void After_a_thaw_that_is_not_on_record_yet_what_led_to_the_freeze_holds_nothing_up()
    {
        for (var i = 0; i <= SafetySettings.Default.StormRuns; i++)
        {
            var plan = Samples.Plan($"run-{i}", eventSeq: 100 + i);
            Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Planned(plan, Shell.Now.Wall)));
        }
        Know(OrdersState.Empty);
        Happens();
        Assert.Contains("storm: more than", Journal.Accept()[0].Event.Text("options"), StringComparison.Ordinal);

        Know(OrdersState.Empty.Apply(new OrdersProtocol.Thawed(null, "me", Shell.Now.Wall)));
        Happens("two");

        Assert.Equal("known", Journal.Accept()[0].Event.Text("playbook"));
    }

    private void Know(OrdersState orders)
    {
        _board.Write(orders);
        Sys.EventStream.Publish(OrdersKnown.Instance);
    }

    private void Happens(string id = "one") => _reactor.Tell(new ReactingProtocol.React(Journal.Record(Samples.Event("app.full", id: id))));
}
