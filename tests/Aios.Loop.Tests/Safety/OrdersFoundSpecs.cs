using Aios.Loop.Safety;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Tests.Safety;

public class OrdersFoundSpecs
{
    private static readonly Frozen Freeze = new(null, "storm", "ann", 1);

    [Fact]
    public void A_log_that_has_all_records_needs_no_freeze_on_top_of_what_it_tells()
    {
        Assert.Null(OrdersFound.Nothing.Finish(1, 9).Freeze);
        var (freeze, told) = OrdersFound.Nothing.With(Freeze).WithUntold("tidy").Finish(1, 9);

        Assert.Null(freeze);
        Assert.Equal("1 orders of people are in force again", told[0]);
        Assert.Contains("trusted of tidy is not known", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_lost_its_beginning_may_have_lost_a_freeze()
    {
        var (freeze, told) = OrdersFound.Nothing.With(new Frozen("tidy", "", "ann", 1)).Finish(31, 9);

        Assert.Equal((null, OrdersProtocol.Node, 9L), (freeze!.Playbook, freeze.By, freeze.AtWall));
        Assert.Contains("begins at record 31", freeze.Reason, StringComparison.Ordinal);
        Assert.Contains("orders older than record 31 are lost", told);
        Assert.Contains(told, line => line.EndsWith("until a person says 'aios thaw'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_freeze_that_stands_is_enough_and_a_thaw_of_everything_says_that_none_is_left()
    {
        Assert.Null(OrdersFound.Nothing.With(Freeze).Finish(31, 9).Freeze);
        Assert.Null(OrdersFound.Nothing.With(new Thawed(null, "ann", 2)).Finish(31, 9).Freeze);
        Assert.NotNull(OrdersFound.Nothing.With(new Thawed("tidy", "ann", 2)).Finish(31, 9).Freeze);
    }

    [Fact]
    public void A_silence_that_is_known_again_gives_its_id_to_no_other()
    {
        var silence = new Silence("s7", "app.*", null, null, null, 0, 100, "", "ann");
        var state = OrdersState.Empty.Apply(new SilenceAdded(silence, "ann", 1));

        var next = OrdersRules.Decide(state, SafetySettings.Default, new AddSilence(silence with { Id = "" }), 2).Events.Single();

        Assert.Equal("s8", Assert.IsType<SilenceAdded>(next).Silence.Id);
    }
}
