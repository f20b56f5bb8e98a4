using Aios.Loop.Effects;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

public sealed class PauseSpecs
{
    private readonly LifeOfARun _run = new(
        Facts.Plan(
            Facts.Planned("rest", needsNoUndo: true) with
            {
                Action = new EffectAction.Wait(30_000),
            },
            Facts.Planned("mend", needsNoUndo: true)
        )
    );

    [Fact]
    public void A_pause_needs_no_slot_and_ends_when_its_time_is_over()
    {
        Assert.Equal(RunRules.Next.GoOn, _run.Next);
        _run.Say(new GoOn());
        var began = _run.Now;
        Assert.Equal((RunRules.Next.Pause, began + 30_000), (_run.Next, RunRules.PauseEndsAt(_run.State)));

        _run.Now = began + 29_980;
        Assert.Empty(_run.Say(new EndPause()).Events);
        _run.Say(new EndPause());

        Assert.Equal((RunRules.Next.AskForSlot, "mend"), (_run.Next, _run.State.Step!.Id));
    }

    [Fact]
    public void After_a_restart_only_the_rest_of_a_pause_is_waited_for()
    {
        _run.Say(new GoOn());
        var end = RunRules.PauseEndsAt(_run.State);
        _run.Now += 20_000;

        _run.Say(new Resume([]));

        Assert.Equal((RunRules.Next.Pause, end), (_run.Next, RunRules.PauseEndsAt(_run.State)));
    }

    [Fact]
    public void A_pause_that_is_cancelled_ends_the_run_at_once()
    {
        _run.Say(new GoOn());
        _run.Cancel();
        Assert.Equal(RunPhase.Cancelled, _run.State.Phase);
    }

    [Fact]
    public void A_pause_is_no_effect_of_the_ledger()
    {
        var replay = new EffectReplay();
        _run.Say(new GoOn());
        _run.Now += 30_000;
        _run.Say(new EndPause());
        _run.Work();
        foreach (var fact in _run.Facts.Prepend(new Planned(_run.State.Plan, 1_000)))
            replay.Apply(_run.State.Plan.Id, fact);

        Assert.Equal("mend", Assert.Single(replay.Effects).Value.Intent.Step);
    }
}
