using Aios.Loop.Vocabulary;
using static Aios.Office.Tests.Live.LiveScene;

namespace Aios.Office.Tests.Live;

public sealed class SlowReaderSpecs
{
    [Fact]
    public void A_full_outbox_is_emptied_and_one_snapshot_stands_for_all_that_was_in_it()
    {
        using var scene = new LiveScene();
        var (slow, quick) = (scene.Look(Sub("events")), scene.Look(Sub("events")));
        slow.Take();
        Fill(scene, quick);
        Assert.Equal(["ready", "snapshot"], slow.Kinds());
        Assert.Equal((true, false), (slow.View.IsWhole, slow.View.IsSlow));
        Assert.Equal(quick.View.Text, slow.View.Text);
        Assert.Null(slow.Viewer.Farewell);

        scene.Happens(priority: Priority.P0);
        scene.Pass(33);
        Assert.Equal(["delta"], slow.Kinds());
    }

    [Fact]
    public void Twice_within_half_a_minute_is_the_slow_group_which_gets_one_frame_a_second()
    {
        using var scene = new LiveScene();
        var (slow, quick) = (scene.Look(Sub("events")), scene.Look(Sub("events")));
        Fill(scene, quick);
        slow.Take();
        Fill(scene, quick);
        Assert.Equal(["ready", "snapshot"], slow.Kinds());
        Assert.True(slow.View.IsSlow);
        Assert.Equal(2, scene.Projection.Streams);

        for (var i = 0; i < 60; i++)
        {
            scene.Happens(priority: Priority.P0);
            scene.Pass(50);
        }
        quick.Take();
        Assert.InRange(slow.Kinds().Count(kind => kind == "delta"), 3, 4);
        scene.Pass(1_000);
        slow.Take();
        Assert.Subset(slow.View.Keys.ToHashSet(), Enumerable.Range(133, 60).Select(seq => $"{seq}").ToHashSet());

        scene.Pass(30_000);
        slow.Ask(Sub("events"));
        slow.Take();
        Assert.False(slow.View.IsSlow);
    }

    [Fact]
    public void Still_full_after_two_snapshots_is_the_end_and_nobody_else_notices()
    {
        using var scene = new LiveScene();
        var (slow, quick) = (scene.Look(Sub("events")), scene.Look(Sub("events")));
        Fill(scene, quick);
        slow.Take();
        Fill(scene, quick);
        slow.Take();
        Assert.Equal((true, null), (slow.View.IsSlow, slow.Viewer.Farewell));

        // Two long frames are more than 1 MiB.
        var payload = $$"""{"text":"{{new string('x', 4_000)}}"}""";
        for (var second = 0; second < 3; second++)
        {
            for (var i = 0; i < 200; i++)
                scene.Happens(payload: payload);
            scene.Pass(1_000);
            quick.Take();
        }
        Assert.Equal("too slow", slow.Viewer.Farewell?.Reason);
        Assert.True(quick.View.IsWhole);
    }

    // More frames than an outbox has room for, while the other one takes them.
    private static void Fill(LiveScene scene, Looker quick)
    {
        for (var i = 0; i < 66; i++)
        {
            scene.Happens(priority: Priority.P0);
            scene.Pass(33);
            quick.Take();
        }
    }
}
