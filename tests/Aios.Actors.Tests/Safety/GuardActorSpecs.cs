using Aios.Actors.Safety;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Safety;

public class GuardActorSpecs : ActorSpecs
{
    private readonly StandingOrders _board = new();
    private readonly TestProbe _orders;
    private readonly IActorRef _guard;
    private int _runs;

    public GuardActorSpecs()
    {
        _orders = CreateTestProbe("orders");
        _board.Write(OrdersState.Empty);
        var (settings, shell, memory, journal, orders, board) = (
            SafetySettings.Default with
            {
                StormRuns = 4,
                FuseFailures = 3,
            },
            Shell,
            Memory,
            Journal.Ref,
            _orders.Ref,
            _board
        );
        _guard = Start(() => new GuardActor(settings, shell, memory, journal, orders, board));
        Settle(_guard);
    }

    [Fact]
    public void A_circuit_that_opens_is_said_once_with_its_reason()
    {
        Ends("t", RunPhase.Stuck);
        Ends("t", RunPhase.Stuck);

        var opened = Assert.Single(Said());
        Assert.Equal(
            (EventTypes.CircuitOpened, "tidy", "t", "2 failures within 5m"),
            (opened.Type, opened.Text("playbook"), opened.Text("target"), opened.Text("reason"))
        );
    }

    [Fact]
    public void The_same_change_has_the_same_id_when_it_is_said_again()
    {
        Ends("t", RunPhase.Stuck);
        Ends("t", RunPhase.Stuck);
        var append = Journal.Expect();
        Journal.Refuse(append);
        Settle(_guard);
        Pass(1);

        Assert.Equal(append.Events[0].Id, Assert.Single(Journal.Expect().Events).Id);
    }

    [Fact]
    public void A_fuse_that_blows_is_said()
    {
        foreach (var target in (string[])["a", "b", "c"])
            Ends(target, RunPhase.Stuck);

        Assert.Equal(("tidy", Severity.Warn), (Said().Single(fact => fact.Type == EventTypes.FuseBlown).Text("playbook"), Severity.Warn));
    }

    [Fact]
    public void A_storm_is_a_freeze_of_everything()
    {
        for (var i = 0; i < 4; i++)
            Ends($"t{i}", RunPhase.Verified);
        Settle(_guard);
        Assert.False(_orders.HasMessages);

        Ends("t5", RunPhase.Verified);

        Assert.Null(_orders.ExpectMsg<OrdersProtocol.Freeze>().Playbook);
    }

    [Fact]
    public void A_run_that_ends_after_a_thaw_that_is_not_on_record_yet_freezes_nothing_again()
    {
        for (var i = 0; i < 5; i++)
            Ends($"t{i}", RunPhase.Verified);
        Assert.Null(_orders.ExpectMsg<OrdersProtocol.Freeze>().Playbook);
        var late = Samples.Plan("run-late", eventSeq: 99);
        Journal.Record(Samples.Written(Shell, late, new Planned(late, Shell.Now.Wall)));
        Settle(_guard);
        while (_orders.HasMessages)
            _orders.ExpectMsg<OrdersProtocol.Freeze>();

        _board.Write(OrdersState.Empty.Apply(new OrdersProtocol.Thawed(null, "me", Shell.Now.Wall)));
        Journal.Record(Samples.Written(Shell, late, new Ended(RunPhase.Verified, "why", Shell.Now.Wall)));
        Settle(_guard);

        Assert.False(_orders.HasMessages);
    }

    [Fact]
    public void What_changed_among_records_that_it_never_heard_of_is_said_a_second_after_the_next()
    {
        Ends("t", RunPhase.Stuck);
        Ends("t", RunPhase.Stuck, Journal.RecordUnheard);
        Assert.Empty(Said());

        Journal.Record(Samples.Event("app.other"));
        Settle(_guard);
        Pass(1);

        Assert.Equal(EventTypes.CircuitOpened, Assert.Single(Said()).Type);
    }

    [Fact]
    public void A_storm_among_records_that_it_never_heard_of_is_a_freeze_too()
    {
        for (var i = 0; i < 5; i++)
            Ends($"t{i}", RunPhase.Verified, Journal.RecordUnheard);
        Journal.Record(Samples.Event("app.other"));
        Settle(_guard);
        Assert.False(_orders.HasMessages);

        Pass(1);

        Assert.Null(_orders.ExpectMsg<OrdersProtocol.Freeze>().Playbook);
    }

    private List<Event> Said()
    {
        Settle(_guard, Journal.Ref);
        var said = new List<Event>();
        while (Journal.HasMessages)
        {
            said.AddRange(Journal.Accept().Select(record => record.Event));
            Settle(_guard, Journal.Ref);
        }
        return [.. said.DistinctBy(fact => fact.Id)];
    }

    private void Ends(string target, RunPhase phase, Func<Event, RecordedEvent>? record = null)
    {
        var (now, plan) = (Shell.Now.Wall, Samples.Plan($"run-{++_runs}", eventSeq: _runs) with { Target = target });
        record ??= Journal.Record;
        record(Samples.Written(Shell, plan, new Planned(plan, now)));
        record(Samples.Written(Shell, plan, new Ended(phase, "why", now)));
        Settle(_guard);
    }
}
