using Aios.Loop.Surface;

namespace Aios.Loop.Tests.Surface;

public sealed class ReadinessRulesSpecs
{
    [Fact]
    public void A_node_that_runs_and_can_put_everything_on_record_may_take_work() =>
        Assert.Empty(ReadinessRules.Of(NodePhase.Running, null, null, null));

    [Theory]
    [InlineData(NodePhase.Starting, "it starts")]
    [InlineData(NodePhase.Stopping, "it stops")]
    public void One_that_starts_or_stops_may_not(NodePhase phase, string why)
    {
        var failing = Assert.Single(ReadinessRules.Of(phase, null, null, null));
        Assert.Equal("node", failing.Part);
        Assert.StartsWith(why, failing.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_part_that_fails_is_named()
    {
        var failing = ReadinessRules.Of(NodePhase.Stopping, "full", "locked", "gone");
        Assert.Equal(["node", "journal", "store", "folder"], failing.Select(each => each.Part));
        Assert.Equal(["full", "locked", "gone"], failing.Skip(1).Select(each => each.Why));
    }
}
