using Aios.Loop.Vocabulary;
using Aios.Node.Composition;
using Aios.Node.Tests.Inspection;
using Akka.Actor;
using Akka.Configuration;

namespace Aios.Node.Tests.Composition;

public sealed class EmissionSpecs
{
    [Fact]
    public async Task A_journal_that_is_slow_leaves_it_open_and_the_caller_learns_how_to_ask_again()
    {
        var system = ActorSystem.Create("emission", ConfigurationFactory.ParseString("akka.loggers = []"));
        try
        {
            var silent = system.ActorOf(Props.Create(() => new Silent()));
            var fact = FakeViews.Record(1, "a.b", Severity.Info).Event;
            var late = await Assert.ThrowsAsync<TimeoutException>(() => Emission.Confirm(silent, fact, TimeSpan.FromMilliseconds(20)));
            Assert.Equal("not confirmed within 0.02 s; it may be on record: send it again with the same --id event-1", late.Message);
        }
        finally
        {
            await system.Terminate();
        }
    }

    [Fact]
    public async Task Of_events_that_belong_together_all_are_stored_or_none_and_each_of_them_once()
    {
        using var folder = new TemporaryFolder();
        await using var node = await HostedNode.Start(folder.Path, TimeProvider.System);
        var views = new NodeViews(node.Host);
        Event[] good = [Outside("a.b", "1"), Outside("c.d", "2"), Outside("a.b", "1")];

        var refused = await views.EmitTogether([.. good, Outside("run.verified", "3")]);
        Assert.Contains("of a family that the node does not write itself", refused.Refusal!.Why, StringComparison.Ordinal);
        Assert.False(refused.IsRetryable);
        Assert.Empty(refused.Recorded);

        var first = await views.EmitTogether(good);
        var again = await views.EmitTogether(good);
        Assert.Equal([2], first.Duplicates);
        Assert.Equal([0, 1, 2], again.Duplicates);
        Assert.Equal(first.Recorded.Select(each => each.Seq), again.Recorded.Select(each => each.Seq));
        Assert.Equal(["1", "2"], node.Host.Log.Reader().Query(new() { Where = each => each.Event.Source == "spec" }).Select(Id));
    }

    private static string Id(RecordedEvent recorded) => recorded.Event.Id.Value;

    private static Event Outside(string type, string id) =>
        FakeViews.Record(1, type, Severity.Info).Event with
        {
            Id = new EventId(id),
            HasSuppliedId = true,
            Source = "spec",
        };

    private sealed class Silent : ReceiveActor
    {
        public Silent() => ReceiveAny(_ => { });
    }
}
