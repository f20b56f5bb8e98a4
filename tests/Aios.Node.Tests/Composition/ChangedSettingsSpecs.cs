using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Node.Tests.Composition;

/// <summary>Settings that a step changed, in a whole node, over its end.</summary>
public sealed class ChangedSettingsSpecs : IDisposable
{
    private const string Slots = "aios.scheduler.max-concurrent";

    private static readonly RunId Run = new("r1");

    private readonly TemporaryFolder _folder = new();
    private readonly MovedTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_holds_in_the_next_life_until_its_undo()
    {
        await using (var node = await HostedNode.Start(_folder.Path, _time))
        {
            var set = await node.Host.Settings.Set(Slots, "8", Run, "more", HostedNode.Patience);
            Assert.Equal(EffectResult.Ok, set.Result);
            Assert.Equal((8, "8"), (await SlotsOf(node), node.Host.Settings.Read(Slots)));
        }
        await using var again = await HostedNode.Start(_folder.Path, _time);
        Assert.Equal(8, await SlotsOf(again));
        Assert.StartsWith($"{Slots} is 8 by run r1, step more at ", Assert.Single(again.Host.Settings.InForce));

        Assert.Equal(EffectResult.Ok, (await again.Host.Settings.TakeBack(Slots, Run, "more", HostedNode.Patience)).Result);
        Assert.Equal((5, "5"), (await SlotsOf(again), again.Host.Settings.Read(Slots)));
        Assert.Empty(again.Host.Settings.InForce);
    }

    [Fact]
    public async Task A_value_that_is_not_allowed_here_is_refused()
    {
        await using var node = await HostedNode.Start(_folder.Path, _time);

        var refused = await node.Host.Settings.Set(Slots, "2", Run, "more", HostedNode.Patience);

        Assert.Equal(
            new AdapterResult(
                EffectResult.Refused,
                $"setting {Slots} refused: '2' must be between 3 and 256 steps; correct the step's value"
            ),
            refused
        );
        Assert.Equal(5, await SlotsOf(node));
    }

    [Fact]
    public async Task A_change_of_before_that_this_version_does_not_take_is_named_and_the_node_starts()
    {
        await using (var node = await HostedNode.Start(_folder.Path, _time))
            await node.Append(
                EventTypes.SettingChanged,
                "aios/settings",
                ("key", "aios.scheduler.gone"),
                ("value", "1"),
                ("run", "r1"),
                ("step", "more")
            );
        await using var again = await HostedNode.Start(_folder.Path, _time);

        var ignored = Assert.Single(again.Host.Settings.Ignored);
        Assert.StartsWith("aios.scheduler.gone (1), set by run r1, step more at ", ignored);
        Assert.EndsWith("'aios config reset aios.scheduler.gone' forgets it", ignored);
        Assert.Equal(5, await SlotsOf(again));
        Assert.IsType<Settled>(await again.Ask<object>(again.Host.Stages.Settings, new ResetSetting("aios.scheduler.gone", "ann")));
        Assert.Empty(again.Host.Settings.Ignored);
    }

    private static async Task<int> SlotsOf(HostedNode node) =>
        (await node.Ask<SchedulingProtocol.Queue>(node.Host.Stages.Scheduler, new SchedulingProtocol.GetQueue())).MaxConcurrent;
}
