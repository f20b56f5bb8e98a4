using Aios.Engine.Inspection;
using Akka.Actor;

namespace Aios.Engine.Tests.Cells;

/// <summary>What fails at every start is tried again for ever, and does not eat the machine meanwhile.</summary>
public sealed class VainRestartSpecs : VirtualTime
{
    private readonly int[] _starts = new int[1];
    private readonly bool[] _mayWork = new bool[1];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lives_in_vain_come_with_growing_waits_and_one_that_works_ends_them(bool atItsFirstMessage)
    {
        var actor = await Begin(atItsFirstMessage);
        ExpectStarts(11);
        var failing = Assert.Single(ActorTree.Failing(Sys));
        Assert.Equal(("/user/parent/child", true), (failing.Path, failing.LastFailure!.ToString().Contains("sick store")));
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], Enumerable.Range(0, 11).Select(i => StartsWithin(Math.Min(10, 0.01 * (1 << i)))));
        Assert.Equal(1, StartsWithin(10));

        _mayWork[0] = true;
        Pass(10);

        Assert.Equal("fine", await Answer<string>(actor, "how are you"));
        Assert.Empty(ActorTree.Failing(Sys));
    }

    [Fact]
    public async Task One_that_waits_can_be_stopped()
    {
        var actor = await Begin(atItsFirstMessage: false);
        ExpectStarts(11);
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Assert.Equal(0, Time.Pending);
    }

    [Fact]
    public async Task Failures_between_messages_that_are_done_are_answered_at_once()
    {
        _mayWork[0] = true;
        var actor = await Begin(atItsFirstMessage: false);
        for (var i = 0; i < 50; i++)
        {
            actor.Tell("fail");
            Assert.Equal("fine", await Answer<string>(actor, "how are you"));
        }
        Assert.Equal(51, Volatile.Read(ref _starts[0]));
    }

    [Fact]
    public async Task Failures_far_apart_are_answered_at_once_even_when_nothing_else_is_done()
    {
        _mayWork[0] = true;
        var actor = await Begin(atItsFirstMessage: false);
        for (var i = 0; i < 30; i++)
        {
            actor.Tell("fail");
            AwaitCondition(() => Volatile.Read(ref _starts[0]) == i + 2, TimeSpan.FromSeconds(20), "the next start");
            Pass(0.1);
        }
    }

    private Task<IActorRef> Begin(bool atItsFirstMessage)
    {
        var (starts, mayWork) = (_starts, _mayWork);
        var parent = Sys.ActorOf(Props.Create(() => new Persevering(starts, mayWork, atItsFirstMessage)), "parent");
        return Answer<IActorRef>(parent, "child");
    }

    private static Task<T> Answer<T>(IActorRef actor, string question) => actor.Ask<T>(question).WaitAsync(TimeSpan.FromSeconds(20));

    private int StartsWithin(double seconds)
    {
        var before = Volatile.Read(ref _starts[0]);
        Pass(seconds - 0.001);
        Assert.Equal(before, Volatile.Read(ref _starts[0]));
        Pass(0.001);
        ExpectStarts(before + 1);
        return Volatile.Read(ref _starts[0]) - before;
    }

    private void ExpectStarts(int count) =>
        AwaitCondition(
            () => Volatile.Read(ref _starts[0]) == count && Time.Pending == 1,
            TimeSpan.FromSeconds(20),
            message: $"{count} starts and a wait"
        );

    private sealed class Persevering : UntypedActor
    {
        private readonly IActorRef _child;

        public Persevering(int[] starts, bool[] mayWork, bool atItsFirstMessage) =>
            _child = Context.ActorOf(Props.Create(() => new Sick(starts, mayWork, atItsFirstMessage)), "child");

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

        protected override void OnReceive(object message) => Sender.Tell(_child);
    }

    private sealed class Sick(int[] starts, bool[] mayWork, bool atItsFirstMessage) : UntypedActor
    {
        protected override void PreStart()
        {
            Interlocked.Increment(ref starts[0]);
            if (atItsFirstMessage)
                Self.Tell("look");
            else
                Look();
        }

        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("asked to");
            if (message is "look")
                Look();
            else
                Sender.Tell("fine");
        }

        private void Look()
        {
            if (!Volatile.Read(ref mayWork[0]))
                throw new InvalidOperationException("sick store");
        }
    }
}
