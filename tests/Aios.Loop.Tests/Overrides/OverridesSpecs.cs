using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Loop.Tests.Overrides;

public class OverridesSpecs
{
    private const string Slots = "aios.scheduler.max-concurrent";

    [Fact]
    public void The_newest_change_holds_and_its_undo_puts_the_earlier_one_back()
    {
        var both = After(Set("a", "8"), Set("b", "12"));
        Assert.Equal("12", both.Of(Slots)!.Value);

        Assert.Equal("8", Then(both, Back("b")).Of(Slots)!.Value);
    }

    [Fact]
    public void The_undo_of_an_earlier_change_leaves_the_newer_one_alone_and_nothing_of_it_comes_back()
    {
        var left = After(Set("a", "8"), Set("b", "12"), Back("a"));
        Assert.Equal("12", left.Of(Slots)!.Value);

        Assert.Null(Then(left, Back("b")).Of(Slots));
    }

    [Fact]
    public void A_step_or_an_undo_that_is_repeated_changes_nothing_more()
    {
        Assert.Empty(OverridesRules.Decide(After(Set("a", "8")), Set("a", "8"), 2).Events);
        Assert.Empty(OverridesRules.Decide(OverridesState.Empty, Back("a"), 2).Events);
    }

    [Fact]
    public void A_step_that_is_repeated_after_another_one_holds_again()
    {
        var again = After(Set("a", "8"), Set("b", "12"), Set("a", "8"));

        Assert.Equal("8", again.Of(Slots)!.Value);
        Assert.Equal(2, again.Layers[Slots].Count);
    }

    [Fact]
    public void A_person_drops_all_that_runs_made_of_a_setting_and_of_no_other()
    {
        var state = After(Set("a", "8"), Set("b", "12"), Set("c", "debug") with { Key = "aios.log.level" });

        var after = Then(state, new ResetSetting(Slots, "ann"));

        Assert.Equal(["aios.log.level"], after.InForce.Select(each => each.Key));
        Assert.Equal($"{Slots} is as the files say", OverridesRules.Told(after, Slots));
    }

    [Fact]
    public void What_nobody_changed_cannot_be_reset()
    {
        var refusal = OverridesRules.Decide(OverridesState.Empty, new ResetSetting(Slots, "ann"), 1).Refusal;

        Assert.Contains("no run changed it", refusal!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_too_many_changes_of_one_setting_the_oldest_is_forgotten()
    {
        var state = After([.. Enumerable.Range(0, OverridesState.MostOfOne + 1).Select(n => Set($"r{n}", $"{n + 3}"))]);

        Assert.Equal((OverridesState.MostOfOne, "r1"), (state.Layers[Slots].Count, state.Layers[Slots][0].Run.Value));
    }

    [Fact]
    public void People_are_told_who_changed_it_when_and_what_ends_it() =>
        Assert.Equal(
            $"{Slots} is 8 by run a, step more at 1970-01-01T00:00:01Z, over restarts too; 'aios config reset {Slots}' ends it",
            OverridesRules.Told(After(Set("a", "8")), Slots)
        );

    private static SetSetting Set(string run, string value) => new(Slots, value, new RunId(run), "more");

    private static TakeBack Back(string run) => new(Slots, new RunId(run), "more");

    private static OverridesState After(params ReadOnlySpan<ICommand> commands)
    {
        var state = OverridesState.Empty;
        foreach (var command in commands)
            state = Then(state, command);
        return state;
    }

    private static OverridesState Then(OverridesState state, ICommand command) =>
        OverridesRules.Decide(state, command, 1_000).Events.Aggregate(state, (now, fact) => now.Apply(fact));
}
