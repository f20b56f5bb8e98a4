using Aios.Engine.Inspection;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Inspections;

public sealed class LongRunningSpecs : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ManualResetEventSlim _gate = new();

    [Fact]
    public void An_actor_and_the_message_that_hold_a_thread_are_named()
    {
        var (gate, to) = (_gate, TestActor);
        var actor = Sys.ActorOf(Props.Create(() => new Blocking(gate, to, false)), "stuck");
        for (var i = 0; i < 10; i++)
            actor.Tell(i);
        actor.Tell("block");
        ExpectMsg("blocked", Patience);
        var stuck = Assert.Single(Waited(), r => r.Path == "/user/stuck");
        Assert.Equal(nameof(String), stuck.Message);
        Assert.EndsWith(nameof(Blocking), stuck.Class, StringComparison.Ordinal);
        Assert.DoesNotContain(ActorTree.LongRunning(Sys, TimeSpan.FromHours(1)), r => r.Path == "/user/stuck");
        _gate.Set();
        ExpectMsg("free", Patience);
        AwaitAssert(() => Assert.DoesNotContain(Waited(), r => r.Path == "/user/stuck"), Patience);
    }

    [Fact]
    public void A_start_that_blocks_is_named_without_a_message()
    {
        var (gate, to) = (_gate, TestActor);
        Sys.ActorOf(Props.Create(() => new Blocking(gate, to, true)), "starting");
        ExpectMsg("blocked", Patience);
        Assert.Null(Assert.Single(Waited(), r => r.Path == "/user/starting").Message);
        _gate.Set();
        ExpectMsg("free", Patience);
    }

    protected override void AfterAll() => _gate.Set();

    private IReadOnlyList<LongRun> Waited() => ActorTree.LongRunning(Sys, TimeSpan.Zero);

    private sealed class Blocking(ManualResetEventSlim gate, IActorRef to, bool atStart) : UntypedActor
    {
        protected override void PreStart()
        {
            if (atStart)
                Block();
        }

        protected override void OnReceive(object message)
        {
            if (message is "block")
                Block();
        }

        private void Block()
        {
            to.Tell("blocked");
            gate.Wait(Patience);
            to.Tell("free");
        }
    }
}
