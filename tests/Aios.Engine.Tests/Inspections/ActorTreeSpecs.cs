using Aios.Engine.Inspection;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Inspections;

public class ActorTreeSpecs : TestKit
{
    private sealed record ForChild(string Name, object Message);

    private sealed class Node : ReceiveActor
    {
        public Node()
        {
            Receive<Exception>(e => throw e);
            Receive<ForChild>(m => Pass(m.Name, m.Message));
            Receive<ManualResetEventSlim>(gate =>
            {
                gate.Wait(TimeSpan.FromMilliseconds(20));
            });
            ReceiveAny(m => Sender.Tell(m));
        }

        private static void Pass(string name, object message)
        {
            var child = Context.Child(name);
            (child.IsNobody() ? Context.ActorOf(Props.Create(() => new Node()), name) : child).Forward(message);
        }
    }

    [Fact]
    public void The_tree_shows_every_actor_with_its_figures()
    {
        var root = Sys.ActorOf<Node>("root");
        root.Tell(new ForChild("a", "hello"));
        ExpectMsg("hello");
        root.Tell(new ForChild("b", new FormatException("broken")));
        root.Tell(new ForChild("b", "alive"));
        ExpectMsg("alive");
        var tree = ActorTree.Read(Sys);
        Assert.Equal(["/user", "/user/root", "/user/root/a", "/user/root/b"], tree.Select(v => v.Path).Order());
        var b = tree.Single(v => v.Path == "/user/root/b");
        Assert.Equal(typeof(Node).FullName, b.Class);
        Assert.Equal(2, b.Processed);
        Assert.Equal((1, 1L), (b.Restarts, ActorTree.Restarts(Sys)));
        Assert.Equal("broken", b.LastFailure!.Message);
        Assert.Equal(0, b.Waiting);
        Assert.False(b.Suspended);
        Assert.Equal(2, tree.Single(v => v.Path == "/user/root").Children);
        Assert.Equal(["/user/root/a"], ActorTree.Read(Sys, "/user/root/a").Select(v => v.Path));
        Assert.Empty(ActorTree.Read(Sys, "/user/nobody"));
    }

    [Fact]
    public void The_slowest_message_is_remembered()
    {
        using var never = new ManualResetEventSlim();
        var actor = Sys.ActorOf<Node>("slow");
        actor.Tell("fast");
        ExpectMsg("fast");
        actor.Tell(never);
        actor.Tell("done");
        ExpectMsg("done");
        var view = ActorTree.Read(Sys, "/user/slow").Single();
        Assert.Equal(nameof(ManualResetEventSlim), view.SlowestMessage);
        Assert.True(view.Slowest >= TimeSpan.FromMilliseconds(15), $"{view.Slowest}");
    }

    [Fact]
    public void Lost_messages_are_counted()
    {
        var actor = Watch(Sys.ActorOf<Node>());
        Sys.Stop(actor);
        ExpectTerminated(actor);
        var before = ActorTree.Lost(Sys).DeadLetters;
        EventFilter.DeadLetter<string>().ExpectOne(() => actor.Tell("late"));
        Assert.Equal(before + 1, ActorTree.Lost(Sys).DeadLetters);
    }
}
