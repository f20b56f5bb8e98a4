using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Tests;

public sealed class DoorCountSpecs
{
    [Fact]
    public async Task Every_effect_that_ended_counts_by_kind_and_result()
    {
        var fails = false;
        var door = new Door(
            new FakeLedger(),
            TimeProvider.System,
            [new NotifyAdapter(_ => fails ? throw new IOException("no console") : Task.CompletedTask)]
        );
        var line = new EffectAction.Notify(Severity.Warn, "disk is full");
        Assert.Equal([(line.Kind, EffectResult.Ok, 0L)], door.Ended());

        await door.Execute(Intents.Of(line));
        fails = true;
        var failed = await door.Execute(Intents.Of(line));

        Assert.Equal([(line.Kind, EffectResult.Ok, 1L), (line.Kind, failed.Result, 1L)], door.Ended());
    }
}
