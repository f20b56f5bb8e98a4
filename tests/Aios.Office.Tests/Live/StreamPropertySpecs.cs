using Aios.Loop.Vocabulary;
using Aios.Office.Live;
using FsCheck;
using FsCheck.Fluent;
using static Aios.Office.Tests.Live.LiveScene;

namespace Aios.Office.Tests.Live;

/// <summary>What holds for every mix of changes, delays, lost frames, returns and slow readers.</summary>
public sealed class StreamPropertySpecs
{
    private static Gen<(int What, int Row, int Value, int Wait)> Step =>
        from what in Gen.Choose(0, 11)
        from row in Gen.Choose(0, 4)
        from value in Gen.Choose(0, 3)
        from wait in Gen.Choose(0, 6_000)
        select (what, row, value, wait);

    [Fact]
    public void A_client_that_folds_what_it_gets_sees_what_the_node_sees()
    {
        Prop.ForAll(Arb.From(Step.ListOf()), steps => Check(steps, frame => frame))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Whatever_frame_is_lost_a_client_notices_and_a_snapshot_makes_it_right()
    {
        Prop.ForAll(
                Arb.From(Step.ListOf()),
                Arb.From(Gen.Choose(1, 6)),
                (steps, lost) => Check(steps, frame => frame % lost == 0 ? -1 : frame)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithQuietOnSuccess(true));
    }

    /// <param name="pass">By the number of a delta: negative, and it is lost on its way.</param>
    private static void Check(IEnumerable<(int What, int Row, int Value, int Wait)> steps, Func<int, int> pass)
    {
        using var scene = new LiveScene();
        var looker = scene.Look(Sub("runs"));
        var (view, deltas) = (new ClientView(), 0);
        foreach (var (what, row, value, wait) in steps)
        {
            Do(scene, looker, view, what, row, value);
            scene.Pass(wait);
            if (what % 3 > 0)
                Deliver(isSafe: false);
        }
        // A lost frame is noticed by the next one, or by a beat.
        scene.Fault = null;
        scene.Pass(20_000);
        Deliver(isSafe: true);
        if (!view.IsWhole)
            looker.Ask(Sub("runs"));
        Deliver(isSafe: true);

        Assert.True(view.IsWhole);
        Assert.Equal(
            ClientView.Show(
                scene.Runs.Select(each =>
                    KeyValuePair.Create(
                        each.Key,
                        each.Value.Select(member =>
                            KeyValuePair.Create(member.Key, System.Text.Json.JsonSerializer.Serialize(member.Value))
                        )
                    )
                )
            ),
            view.Text
        );

        void Deliver(bool isSafe)
        {
            foreach (var frame in looker.Take())
                if (isSafe || frame.GetProperty("kind").GetString() != "delta" || pass(++deltas) >= 0)
                    view.Hear(frame);
        }
    }

    private static void Do(LiveScene scene, Looker looker, ClientView view, int what, int row, int value)
    {
        var id = $"run-{row}";
        switch (what)
        {
            case <= 3:
                scene.Run(id, $"phase-{value}", ("attempt", value), ("step", value == 0 ? null : $"step-{value}"));
                break;
            case 4:
                scene.Runs.Remove(id);
                break;
            case 5:
                scene.Happens(priority: Priority.P0);
                break;
            case 6:
                looker.Ask(Sub("runs", resume: new Resume(view.Stream, view.Boot, view.Seq)));
                return;
            case 7 when !view.IsWhole:
                looker.Ask(Sub("runs"));
                return;
            case 8:
                scene.Fault = value == 0 ? "nobody answers" : null;
                break;
            default:
                scene.Fault = null;
                break;
        }
        scene.Happens();
    }
}
