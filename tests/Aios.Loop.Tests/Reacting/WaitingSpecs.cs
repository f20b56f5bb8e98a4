using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Tests.Reacting;

/// <summary>What becomes of an event whose target is being acted on.</summary>
public sealed class WaitingSpecs
{
    private const string Payload = """{"sensor":"cpu","target":"machine"}""";

    private ReactingState _state = ReactingState.Empty;

    [Fact]
    public void An_event_for_a_busy_target_waits_and_is_answered_when_the_run_is_over()
    {
        var playbook = Use(BusyPolicy.Queue);
        var first = Plan(React(playbook, 1));
        var waits = Assert.IsType<EventHeld>(Assert.Single(React(playbook, 2).Events));

        Assert.Null(waits.Held.Cancels);
        Assert.Contains($"run {first.Id} acts on its target; it goes on and this event waits for its end", waits.Record!.Rationale);
        Assert.Null(ReactingRules.NextToResume(_state));
        Close(first);
        var resumed = Resume(playbook);

        Assert.Equal(2, Plan(resumed).EventSeq);
        Assert.EndsWith("its target is free", resumed.Record!.Rationale);
        Assert.True(_state.Waiting.IsEmpty);
    }

    [Fact]
    public void They_are_answered_in_the_order_in_which_they_came()
    {
        var playbook = Use(BusyPolicy.Queue);
        var run = Plan(React(playbook, 1));
        React(playbook, 2);
        React(playbook, 3);
        Close(run);
        run = Plan(Resume(playbook));

        Assert.Equal(2, run.EventSeq);
        Assert.Null(ReactingRules.NextToResume(_state));
        Close(run);
        Assert.Equal(3, Plan(Resume(playbook)).EventSeq);
    }

    [Fact]
    public void A_waiting_event_that_comes_again_waits_once()
    {
        var playbook = Use(BusyPolicy.Queue);
        React(playbook, 1);
        React(playbook, 2);
        var again = React(playbook, 2);

        Assert.IsType<EventHeld>(Assert.Single(again.Events));
        Assert.Equal(1, _state.Waiting.Count);
    }

    [Fact]
    public void What_cancels_the_old_names_its_run_and_only_the_newest_waits()
    {
        var playbook = Use(BusyPolicy.CancelOld);
        var first = Plan(React(playbook, 1));
        React(playbook, 2);
        var decision = React(playbook, 3);

        Assert.Equal(
            (2L, "event 3 came after it"),
            (Assert.IsType<EventReleased>(decision.Events[0]).EventSeq, ((EventReleased)decision.Events[0]).Reason)
        );
        Assert.Equal(first.Id, Assert.IsType<EventHeld>(decision.Events[1]).Held.Cancels);
        Assert.Equal([3L], _state.Waiting.For("cpu/machine").Select(held => held.EventSeq));
    }

    [Fact]
    public void A_waiting_event_may_find_a_reason_against_it_when_its_turn_comes()
    {
        var playbook = Use(BusyPolicy.Queue) with { Cooldown = TimeSpan.FromHours(1) };
        var run = Plan(React(playbook, 1));
        _state = _state with { CoolUntil = _state.CoolUntil.Clear() };
        React(playbook, 2);
        Close(run);
        _state = _state with { CoolUntil = _state.CoolUntil.SetItem((playbook.Id, ""), Facts.At(9_000).Wall) };
        var decision = Resume(playbook);

        Assert.Equal("its target is free, and its playbook has a reason against it", Assert.IsType<Skipped>(decision.Events[0]).Reason);
        Assert.Equal("it rests for another 9 s", Assert.Single(decision.Record!.Options).Reason);
        Assert.True(_state.Waiting.IsEmpty);
    }

    [Fact]
    public void When_too_many_wait_one_more_is_left_to_the_run()
    {
        var playbook = Use(BusyPolicy.Queue);
        for (var i = 1; i <= WaitingState.MostPerTarget + 1; i++)
            React(playbook, i);

        Assert.Contains("100 events wait for it, the most there may be", Assert.Single(React(playbook, 500).Record!.Options).Reason);
    }

    [Fact]
    public void A_playbook_that_is_gone_lets_go_of_what_waits_for_it()
    {
        var playbook = Use(BusyPolicy.Queue);
        var run = Plan(React(playbook, 1));
        React(playbook, 2);
        Close(run);
        var held = ReactingRules.NextToResume(_state)!;

        var decision = ReactingRules.Resume(_state, Catalog.Empty, held, Fact(2), Facts.At(0));

        Assert.Contains("is not loaded or disabled", Assert.IsType<Skipped>(decision.Events[0]).Reason);
        Assert.Equal(2, Assert.IsType<EventReleased>(decision.Events[1]).EventSeq);
    }

    private static Playbook Use(BusyPolicy policy) => Facts.Playbook() with { WhenBusy = policy };

    private static RecordedEvent Fact(long seq) => Facts.Event(seq, payload: Payload);

    private static RunPlan Plan(Decision<IEvent> decision) => decision.Events.OfType<Matched>().Single().Plan;

    private void Close(RunPlan plan) => _state = _state.Apply(new RunClosed(plan.Id, plan.Playbook, RunPhase.Verified));

    private Decision<IEvent> React(Playbook playbook, long seq) =>
        Applied(ReactingRules.React(_state, new Catalog([playbook]), Fact(seq), Facts.At(0)));

    private Decision<IEvent> Resume(Playbook playbook)
    {
        var held = ReactingRules.NextToResume(_state)!;
        return Applied(ReactingRules.Resume(_state, new Catalog([playbook]), held, Fact(held.EventSeq), Facts.At(0)));
    }

    private Decision<IEvent> Applied(Decision<IEvent> decision)
    {
        _state = decision.Events.Aggregate(_state, (state, fact) => state.Apply(fact));
        return decision;
    }
}
