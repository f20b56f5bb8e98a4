using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Dispatch;

public class DispatcherSpecs() : TestKit("odd.type = Odd")
{
    private sealed class ShowThread : ReceiveActor
    {
        public ShowThread()
        {
            Receive<Exception>(e => throw e);
            ReceiveAny(_ => Sender.Tell(Thread.CurrentThread));
        }
    }

    private IActorRef Pinned(string name) => Sys.ActorOf(Props.Create<ShowThread>().WithDispatcher("akka.io.pinned-dispatcher"), name);

    [Fact]
    public void A_pinned_actor_keeps_its_own_thread_over_a_restart()
    {
        var actor = Pinned("blocking");
        var threads = new HashSet<Thread>();
        for (var i = 0; i < 20; i++)
        {
            actor.Tell("who");
            threads.Add(ExpectMsg<Thread>());
            if (i == 10)
                actor.Tell(new InvalidOperationException("boom"));
        }
        var thread = Assert.Single(threads);
        Assert.False(thread.IsThreadPoolThread);
        Assert.Equal("/user/blocking", thread.Name);
        Pinned("other").Tell("who");
        Assert.NotSame(thread, ExpectMsg<Thread>());
    }

    [Fact]
    public void The_thread_ends_with_its_actor_and_late_messages_become_dead_letters()
    {
        var actor = Watch(Pinned("ending"));
        actor.Tell("who");
        var thread = ExpectMsg<Thread>();
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Assert.True(thread.Join(TimeSpan.FromSeconds(10)));
        EventFilter.DeadLetter<string>().ExpectOne(() => actor.Tell("late"));
    }

    [Fact]
    public void Other_actors_run_on_the_pool()
    {
        Sys.ActorOf<ShowThread>().Tell("who");
        Assert.True(ExpectMsg<Thread>().IsThreadPoolThread);
    }

    [Theory]
    [InlineData("missing", "missing.type is missing")]
    [InlineData("odd", "odd.type is 'Odd'")]
    public void A_dispatcher_that_is_not_there_is_refused(string path, string fault) =>
        Assert.Contains(
            fault,
            Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create<ShowThread>().WithDispatcher(path))).Message
        );

    private sealed class Spinner : ReceiveActor
    {
        public Spinner() => ReceiveAny(m => Self.Tell(m));
    }

    [Fact]
    public void Actors_that_always_have_work_do_not_keep_others_from_theirs()
    {
        for (var i = 0; i < 8; i++)
            Sys.ActorOf<Spinner>().Tell("on and on");
        var actor = Sys.ActorOf<ShowThread>();
        for (var i = 0; i < 20; i++)
        {
            actor.Tell("who");
            ExpectMsg<Thread>();
        }
    }
}
