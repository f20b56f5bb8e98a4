using Aios.Engine.Inspection;

namespace Aios.Actors.Tests.Embedded;

public class TreeSpecs : TopologySpecs
{
    [Fact]
    public void The_tree_is_the_documented_one()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        Begin(adapter);
        Settle(Stages.Sensors, Stages.Score, Stages.Approvals, Stages.Orders);

        var names = ActorTree.Read(Sys, "/user/aios").Select(actor => actor.Path["/user/aios".Length..]);

        Assert.Equal(
            ["", .. DeclaredSupervision.Always.Keys.Select(path => $"/{path}").Order(StringComparer.Ordinal)],
            names.Order(StringComparer.Ordinal)
        );
    }
}
