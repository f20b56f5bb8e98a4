using Aios.Loop.Effects;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Tests.Safety;

public class OrdersRollbackSpecs
{
    private const long Now = 100;

    private static readonly string[] Playbooks = ["tidy", "restart"];

    [Fact]
    public void The_orders_between_any_two_states_lead_from_the_one_to_the_other()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var (now, then) = (Any(random), Any(random));
            var reached = OrdersRollback.Between(now, then, "ann", Now).Aggregate(now, (state, fact) => state.Apply(fact));

            Assert.Equal(Meaning(then), Meaning(reached));
        }
    }

    [Fact]
    public void Nothing_is_ordered_where_nothing_differs() => Assert.Empty(OrdersRollback.Between(Any(new(3)), Any(new(3)), "ann", Now));

    [Fact]
    public void A_trust_of_before_anybody_gave_it_is_forgotten_and_no_silence_that_is_over_comes_back()
    {
        var over = OrdersState.Empty.Apply(new SilenceAdded(Silence("s1", until: Now), "ann", 1));
        var trusted = OrdersState.Empty.Apply(new PlaybookEnabled("tidy", Shape("a"), "ann", 2));

        Assert.Equal([new PlaybookForgotten("tidy", "bob", Now)], OrdersRollback.Between(trusted, over, "bob", Now));
    }

    [Fact]
    public void Numbers_of_silences_and_times_of_thaws_never_go_back() =>
        Assert.Equal(["silences_made", "thaws"], RollbackRules.MonotonicOf(typeof(OrdersState)).Order());

    [Fact]
    public void What_differs_is_told_by_playbook_and_silence()
    {
        var before = OrdersState.Empty.Apply(new Frozen("tidy", "loud", "ann", 1_000));
        var after = before.Apply(new Thawed("tidy", "ann", 2_000)).Apply(new SilenceAdded(Silence("s1", until: 9_000), "bob", 3_000));

        var differences = RollbackRules.Differences(OrdersRollback.Describe(after), OrdersRollback.Describe(before));

        Assert.Equal(
            (Difference[])
                [
                    new("silences.s1", "app.* from 1970-01-01T00:00:00Z until 1970-01-01T00:00:09Z by ann", ""),
                    new("frozen.tidy", "", "by ann since 1970-01-01T00:00:01Z: loud"),
                ],
            differences.AsEnumerable()
        );
    }

    private static OrdersState Any(Random random)
    {
        var state = OrdersState.Empty;
        for (var left = random.Next(8); left > 0; left--)
            state = state.Apply(Order(random));
        return state;
    }

    private static IEvent Order(Random random)
    {
        var (one, id) = (Playbooks[random.Next(2)], $"s{random.Next(1, 4)}");
        return random.Next(8) switch
        {
            0 => new PlaybookEnabled(one, Shape(random.Next(2) == 0 ? "a" : "b"), "ann", 1),
            1 => new PlaybookDisabled(one, "loud", "ann", 1),
            2 => new Frozen(one, "loud", "ann", 1),
            3 => new Frozen(null, "storm", "ann", 1),
            4 => new Thawed(one, "ann", 1),
            5 => new Thawed(null, "ann", 1),
            6 => new SilenceAdded(Silence(id, until: random.Next(2) == 0 ? Now : Now + 1), "ann", 1),
            _ => new SilenceRemoved(id, "ann", 1),
        };
    }

    // Who and when are of the rollback, and what is over means nothing.
    private static string Meaning(OrdersState state) =>
        string.Join(
            '\n',
            $"{state.FrozenAll?.Reason}",
            string.Join(' ', state.Frozen.Select(pair => $"{pair.Key}={pair.Value.Reason}").Order()),
            string.Join(' ', state.Disabled.Select(pair => $"{pair.Key}={pair.Value.Reason}").Order()),
            string.Join(' ', state.Enabled.Select(pair => $"{pair.Key}={pair.Value}").Order()),
            string.Join(' ', state.Silences.Where(silence => silence.UntilWall > Now).Select(silence => $"{silence}").Distinct().Order())
        );

    private static PlaybookShape Shape(string steps) => new("m", steps, Risk.Disruptive, TargetScope.Any);

    private static Silence Silence(string id, long until) => new(id, "app.*", null, null, null, 0, until, "", "ann");
}
