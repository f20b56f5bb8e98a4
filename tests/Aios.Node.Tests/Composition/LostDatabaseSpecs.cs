using Aios.Journal.Log;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Node.Tests.Composition;

public sealed class LostDatabaseSpecs : IDisposable
{
    private readonly TemporaryFolder _scratch = new();
    private readonly MovedTime _time = new();

    public void Dispose() => _scratch.Dispose();

    private string Folder => _scratch.Below("data");

    [Fact]
    public async Task What_people_ordered_is_in_force_again_from_the_log()
    {
        await using (var node = await Start())
        {
            await Order(node, new Freeze(null, "I look", "ann"));
            await Order(node, new AddSilence(new Silence("", "app.*", null, null, null, 0, Later(node), "work", "ann")));
            await Said(node, EventTypes.SilenceAdded);
        }
        Lose();

        await using (var node = await Start())
        {
            var orders = node.Host.Stages.Standing.Current!;
            Assert.Equal(("I look", "ann"), (orders.FrozenAll!.Reason, orders.FrozenAll.By));
            Assert.Equal("work", Assert.Single(orders.Silences).Reason);
            Assert.Contains("2 orders of people are in force again", node.Host.Repair, StringComparison.Ordinal);
            Assert.Contains("lost are the history of the score and of approvals", node.Host.Repair, StringComparison.Ordinal);
            Assert.DoesNotContain("aios thaw", node.Host.Repair, StringComparison.Ordinal);
            await Order(node, new Thaw(null, "ann"));
            // Facts are numbered from 1 again, and the log still takes what they say.
            await Said(node, EventTypes.SafetyThawed);
        }
        await using var last = await Start();
        Assert.Null(last.Host.Repair);
        Assert.False(last.Host.Stages.Standing.Current!.IsAnythingFrozen);
    }

    [Fact]
    public async Task When_the_log_may_have_lost_a_freeze_everything_is_frozen_until_a_person_thaws()
    {
        _time.Days = -6;
        await using (var node = await Start())
        {
            await Order(node, new Freeze(null, "storm", "ann"));
            await Said(node, EventTypes.SafetyFrozen);
            for (var day = -5; day <= 0; day++)
            {
                _time.Days = day;
                await node.Append("app.lives");
            }
            Assert.NotEmpty((await node.Maintain(await node.Append("app.lives"))).Report.Deleted);
        }
        Lose();

        await using (var node = await Start())
        {
            Assert.Contains("may have been among", node.Host.Stages.Standing.Current!.FrozenAll!.Reason, StringComparison.Ordinal);
            Assert.Contains("everything is frozen until a person says 'aios thaw'", node.Host.Repair, StringComparison.Ordinal);
        }
        await using (var node = await Start())
        {
            Assert.True(node.Host.Stages.Standing.Holds(null));
            await Order(node, new Thaw(null, "ann"));
            await Said(node, EventTypes.SafetyThawed);
        }
        // Lost once more: this time the log tells that every freeze was ended.
        Lose();
        await using var last = await Start();
        Assert.False(last.Host.Stages.Standing.Current!.IsAnythingFrozen);
    }

    private async Task<HostedNode> Start()
    {
        var node = await HostedNode.Start(Folder, _time);
        await node.Until(() => node.Host.Stages.Standing.Current is not null, "the orders are known");
        return node;
    }

    private static async Task Order(HostedNode node, ICommand command) =>
        Assert.IsType<Ordered>(await node.Ask<object>(node.Host.Stages.Orders, command));

    private static Task Said(HostedNode node, string type) =>
        node.Until(() => new EventLogReader(node.Host.Parts.Folder).Query(new EventFilter { Type = type }).Any(), $"{type} is on record");

    private static long Later(HostedNode node) => node.Host.Shell.Now.Wall + 3_600_000;

    private void Lose()
    {
        foreach (var file in Directory.GetFiles(Folder, "aios.db*"))
            File.Delete(file);
    }
}
