using Aios.Engine.Tests.Support;
using Akka.Actor;

namespace Aios.Engine.Tests.Stress;

/// <summary>Under load nothing is lost, doubled, reordered or run twice at once.</summary>
public sealed class ManyProducersSpecs() : EngineSpecs("akka.actor.default-mailbox.mailbox-capacity = 10000000")
{
    private const int Producers = 4;

    [Theory]
    [InlineData(null)]
    [InlineData("akka.io.pinned-dispatcher")]
    public async Task Every_pair_keeps_its_order_and_one_thread_runs_at_a_time(string? dispatcher)
    {
        const int each = 50_000;
        var props = Props.Create(() => new Checker(Producers, Producers * each, Tell));
        var actor = System.ActorOf(dispatcher is null ? props : props.WithDispatcher(dispatcher));
        var producers = Enumerable.Range(0, Producers).Select(p => new Thread(() => Produce(actor, p, each))).ToArray();
        foreach (var producer in producers)
            producer.Start();
        Assert.Equal("complete", await Next<string>());
    }

    /// <summary>Each message finds the actor about to fall asleep: a lost wake-up ends the exchange.</summary>
    [Fact]
    public async Task No_wake_up_is_lost()
    {
        const int rounds = 30_000;
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        var done = Enumerable.Range(0, Producers).Select(_ => Rounds(echo, rounds));
        await Task.WhenAll(done).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task System_messages_and_user_messages_from_all_sides_are_all_served()
    {
        const int rounds = 2_000;
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        var watched = System.ActorOf(Props.Create(() => new Echo()));
        var watchers = Enumerable.Range(0, Producers).Select(_ => System.ActorOf(Props.Create(() => new Watcher(watched, Tell)))).ToArray();
        for (var i = 0; i < rounds; i++)
        {
            foreach (var watcher in watchers)
                watcher.Tell(i % 2 == 0 ? "watch" : "unwatch");
        }
        foreach (var watcher in watchers)
            watcher.Tell("watch");
        await Rounds(echo, rounds).WaitAsync(Patience);
        foreach (var watcher in watchers)
            await watcher.Ask<string>("sync", Patience);
        System.Stop(watched);
        foreach (var _ in watchers)
            await Next<Terminated>();
    }

    private static void Produce(IActorRef actor, int producer, int count)
    {
        for (var i = 0; i < count; i++)
            actor.Tell((producer, i), ActorRefs.NoSender);
    }

    private static async Task Rounds(IActorRef echo, int rounds)
    {
        for (var i = 0; i < rounds; i++)
            Assert.Equal(i, await echo.Ask<int>(i, TimeSpan.FromSeconds(60)));
    }

    private sealed class Checker(int producers, int total, Action<object> tell) : UntypedActor
    {
        private readonly int[] _next = new int[producers];
        private int _inside;
        private int _seen;

        protected override void OnReceive(object message)
        {
            if (Interlocked.Exchange(ref _inside, 1) != 0)
                tell("two threads at once");
            var (producer, number) = ((int, int))message;
            if (_next[producer]++ != number)
                tell($"out of order: {producer} sent {number}");
            Volatile.Write(ref _inside, 0);
            if (++_seen == total)
                tell("complete");
        }
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class Watcher(IActorRef watched, Action<object> tell) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "watch":
                    Context.Watch(watched);
                    break;
                case "unwatch":
                    Context.Unwatch(watched);
                    break;
                case "sync":
                    Sender.Tell("synced");
                    break;
                case Terminated:
                    tell(message);
                    break;
            }
        }
    }
}
