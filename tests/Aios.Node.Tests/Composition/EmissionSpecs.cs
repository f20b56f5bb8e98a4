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

    private sealed class Silent : ReceiveActor
    {
        public Silent() => ReceiveAny(_ => { });
    }
}
