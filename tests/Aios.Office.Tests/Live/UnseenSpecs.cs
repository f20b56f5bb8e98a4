using static Aios.Office.Tests.Live.LiveScene;

namespace Aios.Office.Tests.Live;

/// <summary>What the office costs a node that nobody looks at.</summary>
public sealed class UnseenSpecs
{
    [Fact]
    public void Ten_seconds_after_its_last_viewer_a_stream_ends_and_with_the_last_stream_the_node_is_listened_to_no_more()
    {
        using var scene = new LiveScene();
        Assert.Equal((0, 0), (scene.Projection.Streams, scene.Following));
        var (one, other) = (scene.Look(Sub("runs"), Sub("events")), scene.Look(Sub("runs")));
        Assert.Equal((2, 1), (scene.Projection.Streams, scene.Following));

        one.Leave();
        scene.Pass(9_999);
        Assert.Equal((2, 1), (scene.Projection.Streams, scene.Following));
        scene.Pass(1);
        Assert.Equal((1, 1), (scene.Projection.Streams, scene.Following));

        other.Leave();
        scene.Pass(9_000);
        other = scene.Look(Sub("runs"));
        scene.Pass(60_000);
        Assert.Equal((1, 1), (scene.Projection.Streams, scene.Following));
        other.Leave();
        scene.Pass(10_000);
        Assert.Equal((0, 0), (scene.Projection.Streams, scene.Following));
    }

    [Fact]
    public void Without_a_viewer_nothing_is_read_and_an_event_allocates_nothing()
    {
        using var scene = new LiveScene();
        var record = scene.Happens("app.down");
        Assert.Equal(0, Publish());
        var looker = scene.Look(Sub("events"), Sub("runs"), Sub("overview"));
        scene.Pass(20_000);
        Assert.NotEmpty(scene.Verbs.Asked);
        looker.Leave();
        scene.Pass(10_000);
        scene.Verbs.Asked.Clear();
        // The index of who listens is made anew with the first event after a change.
        scene.Log.Publish(record);
        Assert.Equal(0, Publish());
        scene.Pass(60_000);
        Assert.Empty(scene.Verbs.Asked);

        long Publish()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10_000; i++)
                scene.Log.Publish(record);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void With_viewers_the_thread_that_publishes_allocates_nothing_either()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("events"));
        var record = scene.Happens("app.down");
        // Both of the lists that take turns grow once.
        for (var turn = 0; turn < 2; turn++)
        {
            for (var i = 0; i < 10_000; i++)
                scene.Log.Publish(record);
            scene.Pass(100);
        }
        looker.Take();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            scene.Log.Publish(record);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
