using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Tests.Scheduling;

public sealed class SchedulingSpecs
{
    private static readonly TypeIndex Index = new(new HashSet<string> { "app.broken" }, ["net."]);
    private SchedulingSettings _settings = SchedulingSettings.Default;
    private SchedulingState _state = SchedulingState.Empty;

    [Fact]
    public void Degraded_system_overtakes_a_queued_alert()
    {
        Admit(1, Priority.P1);
        Admit(2, Priority.P0);
        Assert.Equal([2, 1], Dispatch(10));
    }

    [Fact]
    public void An_event_that_nobody_asks_for_only_moves_the_checkpoint()
    {
        Apply(SchedulingRules.Admit(_state, _settings, Index, Facts.Event(1, "other.thing"), Facts.At(0)));
        Assert.Equal((0, 1L, 1L), (_state.Waiting, _state.Checkpoint, _state.Passed));
    }

    [Theory]
    [InlineData("net.link.down", true)]
    [InlineData("net.dns.slow", true)]
    [InlineData("net.dnsmasq", false)]
    [InlineData("net", false)]
    [InlineData("internet.down", false)]
    public void A_prefix_asks_for_the_types_below_its_dot(string type, bool asked) =>
        Assert.Equal(asked, new TypeIndex(new HashSet<string>(), ["net.link.", "net.dns."]).Asks(type));

    [Fact]
    public void An_event_that_still_waits_cannot_be_settled()
    {
        Admit(1, Priority.P1);
        Assert.Empty(SchedulingRules.Settle(_state, 1).Events);
    }

    [Fact]
    public void The_nodes_own_records_are_never_queued_whatever_the_index_says()
    {
        var index = new TypeIndex(new HashSet<string> { "run.planned", "score.degraded" }, []);
        Apply(SchedulingRules.Admit(_state, _settings, index, Facts.Event(1, "run.planned"), Facts.At(0)));
        Apply(SchedulingRules.Admit(_state, _settings, index, Facts.Event(2, "score.degraded"), Facts.At(0)));
        Assert.Equal((1, 1L), (_state.Waiting, _state.Passed));
    }

    [Fact]
    public void Imported_history_is_never_queued()
    {
        var index = new TypeIndex(new HashSet<string> { "app.broken" }, []);
        var old = Facts.Event(1) with { Event = Facts.Event(1).Event with { Source = "import/test" } };
        Apply(SchedulingRules.Admit(_state, _settings, index, old, Facts.At(0)));
        Apply(SchedulingRules.Admit(_state, _settings, index, Facts.Event(2), Facts.At(0)));
        Assert.Equal((1, 1L), (_state.Waiting, _state.Passed));
    }

    [Fact]
    public void The_checkpoint_stands_before_the_oldest_event_that_is_not_settled()
    {
        Admit(1, Priority.P3);
        Admit(2, Priority.P3);
        Admit(3, Priority.P3);
        Dispatch(10);
        Apply(SchedulingRules.Settle(_state, 1));
        Apply(SchedulingRules.Settle(_state, 3));
        Assert.Equal(1, _state.Checkpoint);
        Apply(SchedulingRules.Settle(_state, 2));
        Assert.Equal(3, _state.Checkpoint);
        Assert.Empty(SchedulingRules.Settle(_state, 2).Events);
    }

    [Fact]
    public void A_redelivered_event_is_admitted_once()
    {
        Admit(1, Priority.P1);
        Admit(1, Priority.P1);
        Assert.Equal(1, _state.Waiting);
    }

    [Fact]
    public void What_waited_longer_than_its_bound_is_shed_on_record()
    {
        Admit(1, Priority.P3);
        _settings = _settings with { HandOffWindow = 1 };
        Admit(2, Priority.P3);
        Dispatch(0);
        var decision = SchedulingRules.Dispatch(_state, _settings, Facts.At(600_000));
        Assert.Equal((2L, 600_000L, "bound"), ShedOf(Assert.Single(decision.Events)));
        Apply(decision);
        Assert.Equal(0, _state.Checkpoint);
    }

    [Fact]
    public void A_full_queue_sheds_its_lowest_and_never_a_higher_one()
    {
        _settings = _settings with { QueueCapacity = 2 };
        Admit(1, Priority.P3);
        Admit(2, Priority.P1);
        Admit(3, Priority.P0);
        Assert.Equal((4L, 0L, "queue-full"), ShedOf(Assert.Single(Admit(4, Priority.P3))));
        Assert.Equal([3, 2], Dispatch(1));
        Assert.Equal(2, _state.Shed);
    }

    [Fact]
    public void The_reactor_never_has_more_than_its_window()
    {
        _settings = _settings with { HandOffWindow = 2 };
        for (var seq = 1; seq <= 5; seq++)
            Admit(seq, Priority.P2);
        Assert.Equal([1, 2], Dispatch(1));
        Assert.Empty(Dispatch(1));
        Apply(SchedulingRules.Settle(_state, 1));
        Assert.Equal([3], Dispatch(1));
    }

    [Fact]
    public void A_window_that_is_full_of_less_urgent_events_holds_up_nobody_more_urgent()
    {
        _settings = _settings with { HandOffWindow = 2 };
        Admit(1, Priority.P3);
        Admit(2, Priority.P3);
        Assert.Equal([1, 2], Dispatch(1));
        Admit(3, Priority.P3);
        Admit(4, Priority.P1);
        Admit(5, Priority.P0);
        Assert.Equal([5, 4], Dispatch(1));
        Apply(SchedulingRules.Settle(_state, 1));
        Assert.Empty(Dispatch(1));
    }

    [Fact]
    public void Runs_that_wait_for_their_first_slot_hold_events_back_and_those_that_go_on_do_not()
    {
        _settings = _settings with { HandOffWindow = 2 };
        for (var i = 0; i < 5; i++)
            Ask($"begun-{i}", Priority.P3, isContinuation: true);
        Ask("new-1", Priority.P3);
        Ask("new-2", Priority.P3);
        Admit(1, Priority.P3);
        Assert.Empty(Dispatch(1));
        Apply(SlotRules.Release(_state, new RunId("new-1")));
        Assert.Equal([1], Dispatch(1));
    }

    [Fact]
    public void By_fifo_arrival_alone_decides_and_what_comes_last_is_shed()
    {
        _settings = _settings with { Policy = SchedulingPolicy.Fifo, QueueCapacity = 3 };
        Admit(1, Priority.P3);
        Admit(2, Priority.P0);
        Admit(3, Priority.P1);
        Assert.Equal((4L, 0L, "queue-full"), ShedOf(Assert.Single(Admit(4, Priority.P0))));
        Assert.Equal([1, 2, 3], Dispatch(1));
        Ask("first", Priority.P3);
        Ask("second", Priority.P0);
        var granted = SlotRules.Grant(_state, _settings, Facts.At(1)).Events.Cast<SlotGranted>().Select(fact => fact.Run.Value);
        Assert.Equal(["first", "second"], granted);
    }

    [Fact]
    public void One_slot_is_kept_for_P0_and_one_for_P0_and_P1()
    {
        for (var i = 0; i < 5; i++)
            Ask($"low-{i}", Priority.P3);
        Assert.Equal(3, Grant());
        Ask("alert", Priority.P1);
        Ask("alert-2", Priority.P1);
        Assert.Equal(1, Grant());
        Ask("degraded", Priority.P0);
        Assert.Equal(1, Grant());
        Ask("degraded-2", Priority.P0);
        Assert.Equal(0, Grant());
    }

    [Fact]
    public void The_next_step_of_a_started_run_goes_before_a_new_run_of_equal_priority()
    {
        Ask("new", Priority.P1);
        Ask("started", Priority.P1, isContinuation: true);
        var first = (SlotGranted)SlotRules.Grant(_state, _settings, Facts.At(1)).Events[0];
        Assert.Equal("started", first.Run.Value);
    }

    [Fact]
    public void A_run_has_one_request_and_releasing_twice_changes_nothing()
    {
        Ask("a", Priority.P1);
        Ask("a", Priority.P1);
        Assert.Single(_state.Requests[1]);
        Grant();
        Apply(SlotRules.Release(_state, new RunId("a")));
        Assert.Empty(SlotRules.Release(_state, new RunId("a")).Events);
        Assert.Empty(_state.Running);
    }

    private IReadOnlyList<IEvent> Admit(long seq, Priority priority) =>
        Apply(SchedulingRules.Admit(_state, _settings, Index, Facts.Event(seq, priority: priority), Facts.At(0)));

    private static (long, long, string) ShedOf(IEvent fact) =>
        fact is EventShed shed ? (shed.Entry.Seq, shed.WaitedMs, shed.Reason) : default;

    private long[] Dispatch(long at) =>
        [.. Apply(SchedulingRules.Dispatch(_state, _settings, Facts.At(at))).OfType<EventDispatched>().Select(fact => fact.Seq)];

    private void Ask(string run, Priority priority, bool isContinuation = false) =>
        Apply(
            SlotRules.Request(_state, _settings, new RequestSlot(new RunId(run), 1, "step", priority, 60_000, isContinuation), Facts.At(0))
        );

    private int Grant() => Apply(SlotRules.Grant(_state, _settings, Facts.At(1))).Count;

    private IReadOnlyList<IEvent> Apply(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
            _state = _state.Apply(fact);
        return decision.Events;
    }
}
