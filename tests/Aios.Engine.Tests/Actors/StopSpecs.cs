using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class StopSpecs : TestKit
{
    private sealed class Node : ReceiveActor
    {
        private readonly IActorRef _log;

        public Node(IActorRef log, int depth)
        {
            _log = log;
            if (depth > 0)
                Context.ActorOf(Props.Create(() => new Node(log, depth - 1)), "below");
            Receive<string>(m => m == "stop", _ => Context.Stop(Self));
            Receive<string>(m => m == "late child", _ => MakeChildWhileStopping());
            ReceiveAny(m => Sender.Tell(m));
        }

        private void MakeChildWhileStopping()
        {
            Context.Stop(Self);
            Context.ActorOf(Props.Create(() => new Node(_log, 0)), "late");
        }

        protected override void PostStop() => _log.Tell(Self.Path.Elements.Count);
    }

    [Fact]
    public void Children_end_before_their_parent()
    {
        var log = TestActor;
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Node(log, 2))));
        actor.Tell("stop");
        ExpectMsg(4);
        ExpectMsg(3);
        ExpectMsg(2);
        ExpectTerminated(actor);
    }

    [Fact]
    public void A_child_made_while_stopping_is_stopped_too()
    {
        var log = TestActor;
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Node(log, 0))));
        actor.Tell("late child");
        ExpectMsg(3);
        ExpectMsg(2);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Stop_lets_the_message_in_work_end_and_drops_the_rest()
    {
        var log = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new Node(log.Ref, 0)));
        EventFilter
            .DeadLetter<string>()
            .ExpectOne(() =>
            {
                actor.Tell("stop");
                actor.Tell("too late");
            });
        ExpectNoMsg(0);
    }

    [Fact]
    public void A_poison_pill_lets_what_came_before_be_processed()
    {
        var log = CreateTestProbe();
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Node(log.Ref, 0))));
        actor.Tell("a");
        actor.Tell(PoisonPill.Instance);
        ExpectMsg("a");
        ExpectTerminated(actor);
    }

    [Fact]
    public async Task Terminate_ends_everything_and_calls_back()
    {
        var system = ActorSystem.Create("ending", DefaultConfig);
        var log = TestActor;
        system.ActorOf(Props.Create(() => new Node(log, 1)));
        var called = new TaskCompletionSource();
        system.RegisterOnTermination(called.SetResult);
        await system.Terminate();
        await called.Task;
        Assert.Equal(3, ExpectMsg<int>());
        Assert.Equal(2, ExpectMsg<int>());
        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Create(() => new Node(log, 0))));
    }

    [Fact]
    public async Task Graceful_stop_waits_for_the_end()
    {
        var log = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new Node(log.Ref, 1)));
        Assert.True(await actor.GracefulStop(TimeSpan.FromSeconds(10)));
        Assert.True(await actor.GracefulStop(TimeSpan.FromSeconds(10)));
    }
}
