using System.Runtime.InteropServices;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Live;
using static Aios.Office.Tests.Live.LiveScene;

namespace Aios.Office.Tests.Live;

public sealed class ProjectionSpecs
{
    [Fact]
    public void Whoever_asks_is_told_the_stream_and_shown_all_of_it()
    {
        using var scene = new LiveScene();
        scene.Run("a", "running", ("age_ms", 5), ("left_ms", 7), ("reason", null));
        var looker = scene.Look(Sub("runs"));

        Assert.Equal(["ready", "snapshot"], looker.Kinds());
        Assert.Equal("""a: id="a" phase="running" """.TrimEnd(), looker.View.Text);
        Assert.Equal(("runs ls", true), (scene.Verbs.Asked.Single().Verb, scene.Verbs.Asked.Single().Arguments["active"].GetBoolean()));
    }

    [Fact]
    public void A_row_that_comes_or_goes_is_told_at_once_and_one_changed_member_within_five_seconds()
    {
        using var scene = new LiveScene();
        scene.Run("a", "planned", ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8));
        var looker = scene.Look(Sub("runs"));
        looker.Take();

        scene.Run("a", "running");
        scene.Happens();
        scene.Pass(100);
        Assert.DoesNotContain("delta", looker.Kinds());
        scene.Pass(5_000);
        Assert.Contains("delta", looker.Kinds());
        Assert.Equal("""a: id="a" phase="running" """.TrimEnd(), looker.View.Text);
    }

    [Fact]
    public void What_an_urgent_event_changed_is_there_after_33_ms_at_most()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("approvals"));
        looker.Take();
        scene.Rows["approvals ls"] = new()
        {
            ["run.1"] = new() { ["id"] = "run.1", ["state"] = "open" },
        };

        scene.Happens("approval.requested");
        scene.Pass(33);
        Assert.Equal("""run.1: id="run.1" state="open" """.TrimEnd(), Told(looker));
        scene.Rows["approvals ls"].Clear();
        scene.Happens("approval.granted");
        scene.Pass(33);
        Assert.Equal("", Told(looker));
    }

    [Fact]
    public void An_event_that_changes_nothing_sends_nothing_and_a_value_that_came_back_is_no_change()
    {
        using var scene = new LiveScene();
        scene.Run("a", "running");
        var looker = scene.Look(Sub("runs"));
        looker.Take();

        scene.Happens();
        scene.Run("a", "waiting");
        scene.Happens();
        scene.Pass(100);
        scene.Run("a", "running");
        scene.Happens();
        scene.Pass(10_000);
        Assert.All(looker.Kinds(), kind => Assert.Equal("beat", kind));
    }

    [Fact]
    public void What_changes_without_an_event_is_read_with_every_beat()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("playbooks"));
        looker.Take();
        scene.Rows["playbooks ls"] = new() { ["p"] = new() { ["id"] = "p" } };
        scene.Pass(10_000);
        Assert.Equal("""p: id="p" """.TrimEnd(), Told(looker));
    }

    [Fact]
    public void A_thousand_changes_within_a_gap_are_one_reading_and_one_frame()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("runs"));
        looker.Take();
        scene.Verbs.Asked.Clear();
        for (var i = 0; i < 1_000; i++)
        {
            scene.Run($"run-{i % 20}", $"phase-{i}");
            scene.Happens(priority: Priority.P0);
        }
        scene.Pass(66);
        Assert.Single(looker.Take());
        Assert.Single(scene.Verbs.Asked);
        Assert.Equal(20, looker.View.Keys.Count());
    }

    [Fact]
    public void Two_who_ask_for_the_same_are_sent_the_same_memory()
    {
        using var scene = new LiveScene();
        var (one, other) = (scene.Look(Sub("events", "type == 'app.down'")), scene.Look(Sub("events", "type=='app.down'")));
        Assert.Equal(1, scene.Projection.Streams);
        one.Take();
        other.Take();
        scene.Happens("app.down", Priority.P0);
        scene.Pass(33);
        var (mine, theirs) = (one.Viewer.Outbox.Take()!, other.Viewer.Outbox.Take()!);
        Assert.True(MemoryMarshal.TryGetArray(mine.Memory, out var first));
        Assert.True(MemoryMarshal.TryGetArray(theirs.Memory, out var second));
        Assert.Same(first.Array, second.Array);
    }

    [Fact]
    public void Another_hello_takes_the_place_of_the_one_before()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("runs"));
        looker.Take();
        looker.Ask(Sub("runs", resume: new Resume(looker.View.Stream, looker.View.Boot, looker.View.Seq)), Sub("incidents"));
        Assert.Equal(["ready", "snapshot"], looker.Kinds());
        looker.Ask(Sub("incidents"));
        Assert.Equal(["ready", "snapshot"], looker.Kinds());
        scene.Run("a", "running", [.. Enumerable.Range(0, 10).Select(i => ($"m{i}", (object?)i))]);
        scene.Happens();
        scene.Pass(1_000);
        Assert.Empty(looker.Take());
        scene.Pass(10_000);
        Assert.Equal(1, scene.Projection.Streams);
    }

    [Fact]
    public void Beats_name_the_newest_frame_of_what_was_sent()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("events"));
        scene.Happens(priority: Priority.P0);
        scene.Pass(33);
        scene.Pass(5_000);
        var beat = looker.Take()[^1];
        Assert.Equal("beat", beat.GetProperty("kind").GetString());
        Assert.Equal(1, beat.GetProperty("seqs").GetProperty("events.1").GetInt64());
        Assert.True(looker.View.IsWhole);
    }

    [Fact]
    public void Whoever_comes_back_gets_the_frames_that_it_missed_as_long_as_they_are_kept()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("events"));
        Flow(3);
        looker.Take();
        var resume = new Resume(looker.View.Stream, looker.View.Boot, looker.View.Seq);
        looker.Leave();
        Flow(64);

        var back = scene.Look(Sub("events", resume: resume));
        Assert.Equal(["ready", .. Enumerable.Repeat("delta", 64)], back.Kinds());
        back.Leave();
        Flow(1);
        Assert.Equal(["ready", "snapshot"], scene.Look(Sub("events", resume: resume)).Kinds());
        Assert.Equal(["ready", "snapshot"], scene.Look(Sub("events", resume: resume with { Epoch = "before" })).Kinds());

        void Flow(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                scene.Happens(priority: Priority.P0);
                scene.Pass(33);
            }
        }
    }

    [Fact]
    public void A_flood_is_cut_to_the_newest_200_and_what_is_urgent_stays_in_it()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("events"));
        looker.Take();
        var urgent = scene.Happens(priority: Priority.P0);
        for (var i = 0; i < 999; i++)
            scene.Happens();
        scene.Pass(33);
        var delta = Assert.Single(looker.Take());
        Assert.Equal(
            [$"{urgent.Seq}", .. Enumerable.Range(802, 199).Select(seq => $"{seq}")],
            delta.GetProperty("rows").EnumerateObject().Select(row => row.Name)
        );
        Assert.Equal(800, delta.GetProperty("dropped").GetInt64());
        Assert.Equal("run.step-started", delta.GetProperty("rows").GetProperty("1000").GetProperty("type").GetString());
    }

    [Fact]
    public void Only_events_that_fit_and_are_severe_enough_are_told()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(new Subscription("e", "events", "payload.mount == '/'", "warn", null));
        looker.Take();
        scene.Happens("app.down", Priority.P0, """{"mount":"/"}""", Severity.Info);
        scene.Happens("app.down", Priority.P0, """{"mount":"/srv"}""", Severity.Error);
        scene.Happens("app.down", Priority.P0, "{}", Severity.Error);
        scene.Happens("app.down", Priority.P0, """{"mount":"/"}""", Severity.Warn);
        scene.Pass(33);
        looker.Take();
        Assert.Equal(["4"], looker.View.Keys);
    }

    [Fact]
    public void A_payload_that_is_too_long_is_left_out_and_said_to_be()
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("events"));
        looker.Take();
        var payload = JsonSerializer.Serialize(new { text = new string('x', TailState.MostPayloadBytes) });
        scene.Happens(priority: Priority.P0, payload: payload);
        scene.Pass(33);
        var row = Assert.Single(looker.Take()).GetProperty("rows").GetProperty("1");
        Assert.Equal(payload.Length, row.GetProperty("payload_bytes").GetInt32());
        Assert.False(row.TryGetProperty("payload", out _));
    }

    [Fact]
    public void What_cannot_be_read_is_said_and_shown_again_when_it_can()
    {
        using var scene = new LiveScene();
        scene.Run("a", "running");
        scene.Fault = "nobody answers";
        var looker = scene.Look(Sub("runs"));
        looker.Take();
        Assert.Equal("nobody answers", looker.View.Refused);
        scene.Fault = null;
        scene.Pass(5_000);
        looker.Take();
        Assert.Null(looker.View.Refused);
        Assert.True(looker.View.IsWhole);

        scene.Fault = "nobody answers";
        scene.Happens();
        scene.Pass(1_000);
        Assert.Equal(["ready"], looker.Kinds());
        Assert.Equal("nobody answers", looker.View.Refused);
        scene.Run("b", "running");
        scene.Fault = null;
        scene.Pass(10_000);
        Assert.Contains("snapshot", looker.Kinds());
        Assert.Equal(["a", "b"], looker.View.Keys);
    }

    [Fact]
    public void There_are_only_so_many_viewers_subscriptions_and_streams()
    {
        using var scene = new LiveScene(
            new LiveLimits
            {
                Viewers = 2,
                Streams = 4,
                Subscriptions = 3,
            }
        );
        var one = new Looker(scene);
        Assert.True(one.Enter());
        one.Ask([.. Enumerable.Range(1, 4).Select(i => Sub("events", $"seq == {i}"))]);
        Assert.Equal("a socket has at most 3 subscriptions", one.Take()[0].GetProperty("subs")[3].GetProperty("refused").GetString());
        var two = scene.Look(Sub("events", "seq == 4"), Sub("events", "seq == 5"));
        Assert.Contains("4 different filters", two.Take()[0].GetProperty("subs")[1].GetProperty("refused").GetString());
        Assert.False(new Looker(scene).Enter());
        two.Leave();
        Assert.True(new Looker(scene, VerbRole.Admin).Enter());
    }

    private static string Told(Looker looker)
    {
        looker.Take();
        return looker.View.Text;
    }
}
