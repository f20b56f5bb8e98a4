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
            [
                "",
                "/approvals",
                "/approvals/approvals",
                "/decisions",
                "/drain",
                "/guard",
                "/heartbeat",
                "/incidents",
                "/journal",
                "/maintenance",
                "/metrics",
                "/orders",
                "/orders/orders",
                "/reactor",
                "/runs",
                "/scheduler",
                "/score",
                "/score/score",
                "/sensors",
                .. ((string[])["cpu", "disk", "load", "memory", "process-use", "process-watch", "self"]).Select(name => $"/sensors/{name}"),
                "/settings",
                "/verifier",
            ],
            names.Order(StringComparer.Ordinal)
        );
    }
}
