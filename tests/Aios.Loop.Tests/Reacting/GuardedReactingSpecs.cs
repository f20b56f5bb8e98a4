using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Tests.Reacting;

public sealed class GuardedReactingSpecs
{
    private static readonly Playbook New = Facts.Playbook("new") with { Confidence = 0.9, Cooldown = TimeSpan.FromHours(1) };
    private static readonly Playbook Known = Facts.Playbook("known") with { Shipped = PlaybookGuard.ShapeOf(Facts.Playbook("known")) };

    private readonly ReactingState _state = ReactingState.Empty with
    {
        Guard = new Guard(SafetyState.Empty, OrdersState.Empty, SafetySettings.Default, TargetSettings.Default),
    };

    [Fact]
    public void What_watches_rests_like_what_acts_and_no_longer_once_it_is_enabled()
    {
        var watched = Apply(_state, React(_state, 1, New));
        Assert.True(watched.CoolUntil.ContainsKey((New.Id, "")));
        Assert.Contains("it rests", Assert.Single(React(watched, 2, New).Record!.Options).Reason, StringComparison.Ordinal);

        var enabled = watched.Apply(new RestsEnded(New.Id));

        Assert.Single(React(enabled, 2, New).Events.OfType<Matched>());
    }

    [Fact]
    public void What_watches_takes_no_target_and_counts_for_nothing()
    {
        var watched = Apply(_state, React(_state, 1, New));
        Assert.Empty(watched.BusyTargets);
        Assert.Equal(Tally.Zero, watched.TallyOf(New.Id));
        Assert.Contains("planned for this event already", React(watched, 1, New).Record!.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_may_act_is_chosen_before_one_that_only_watches_and_both_are_planned()
    {
        var decision = React(_state, 1, New, Known);
        Assert.Equal("known", decision.Record!.Chosen);
        Assert.Equal(
            [("known", false), ("new", true)],
            decision.Events.OfType<Matched>().Select(each => (each.Plan.Playbook.Value, each.Plan.IsShadow))
        );
        Assert.Equal(
            "it would rank first; it only watches until somebody enables it: aios playbooks enable new",
            decision.Record.Options[1].Reason
        );
        Assert.Equal(decision.Events.OfType<Matched>().First().Plan.Id, Apply(_state, decision).PlannedFor[1]);
    }

    [Fact]
    public void Without_a_guard_everything_may_act() =>
        Assert.False(React(ReactingState.Empty, 1, New).Events.OfType<Matched>().Single().Plan.IsShadow);

    private static Decision<IEvent> React(ReactingState state, long seq, params Playbook[] playbooks) =>
        ReactingRules.React(state, new Catalog(playbooks), Facts.Event(seq), Facts.At(seq));

    private static ReactingState Apply(ReactingState state, Decision<IEvent> decision) =>
        decision.Events.Aggregate(state, (current, fact) => current.Apply(fact));
}
