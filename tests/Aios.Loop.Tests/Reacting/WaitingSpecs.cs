using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Sensing;
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

    [Theory]
    [InlineData(RunPhase.Verified, "it rests for another 3600 s")]
    [InlineData(RunPhase.RolledBack, null)]
    [InlineData(RunPhase.Stuck, null)]
    public void Whether_who_waited_has_to_rest_is_asked_when_the_target_is_free(RunPhase phase, string? against)
    {
        var playbook = Use(BusyPolicy.Queue) with { Cooldown = TimeSpan.FromHours(1) };
        var run = Plan(React(playbook, 1));
        Assert.IsType<EventHeld>(Assert.Single(React(playbook, 2).Events));
        Close(run, phase);
        var decision = Resume(playbook);

        Assert.Equal(against is null, decision.Events.OfType<Matched>().Any());
        Assert.Equal(against ?? "chosen", Assert.Single(decision.Record!.Options).Reason);
        Assert.True(_state.Waiting.IsEmpty);
    }

    [Fact]
    public void Who_took_the_place_of_a_cancelled_run_does_not_rest_for_it()
    {
        var playbook = Use(BusyPolicy.CancelOld) with { Cooldown = TimeSpan.FromHours(1) };
        var first = Plan(React(playbook, 1));
        React(playbook, 2);
        Close(first, RunPhase.Cancelled);
        var second = Plan(Resume(playbook));
        // One that people cancelled, and that nobody waits for, rests as before.
        Close(second, RunPhase.Cancelled);

        Assert.Equal(2, second.EventSeq);
        Assert.Equal("it rests for another 3600 s", Assert.Single(React(playbook, 3).Record!.Options).Reason);
    }

    [Fact]
    public void Who_only_watches_waits_for_nobody_and_so_has_to_rest()
    {
        var playbook = Use(BusyPolicy.Queue) with { Cooldown = TimeSpan.FromHours(1) };
        var acts = Use(BusyPolicy.DropNew) with { Id = new PlaybookId("acts") };
        Applied(ReactingRules.React(_state, new Catalog([acts]), Fact(1), Facts.At(0)));
        var guard = new Guard(SafetyState.Empty, OrdersState.Empty, SafetySettings.Default with { Shadow = true }, TargetSettings.Default);
        _state = _state with { Guard = guard };

        Assert.True(Plan(React(playbook, 2)).IsShadow);
        Assert.Equal("it rests for another 3600 s", Assert.Single(React(playbook, 3).Record!.Options).Reason);
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

    private void Close(RunPlan plan, RunPhase phase = RunPhase.Verified) =>
        _state = _state.Apply(new RunClosed(plan.Id, plan.Playbook, phase));

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
