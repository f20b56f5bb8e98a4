using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class SupervisionSpecs : TestKit
{
    private sealed class Parent(SupervisorStrategy? strategy) : UntypedActor
    {
        protected override SupervisorStrategy SupervisorStrategy() => strategy ?? base.SupervisorStrategy();

        protected override void OnReceive(object message)
        {
            if (message is Props props)
                Sender.Tell(Context.ActorOf(props, "child"));
            else if (message is "fail")
                throw new InvalidOperationException("parent");
        }
    }

    private sealed class Child : ReceiveActor
    {
        private readonly IActorRef _log;
        private int _count;

        public Child(IActorRef log)
        {
            _log = log;
            Receive<Exception>(e => throw e);
            Receive<string>(m => m == "count", _ => Sender.Tell(++_count));
            Receive<string>(m => m == "spawn", _ => Sender.Tell(Context.ActorOf(Props.Create(() => new Child(log)), "grandchild")));
        }

        protected override void PreStart() => _log.Tell("PreStart");

        protected override void PostStop() => _log.Tell("PostStop");

        protected override void PreRestart(Exception reason, object? message)
        {
            _log.Tell($"PreRestart {reason.Message} {message?.GetType().Name}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _log.Tell($"PostRestart {reason.Message}");
            base.PostRestart(reason);
        }
    }

    private IActorRef Spawn(Func<Exception, Directive>? decide = null, int? retries = null)
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(decide == null ? null : new OneForOneStrategy(retries, null, decide))));
        var log = TestActor;
        parent.Tell(Props.Create(() => new Child(log)));
        IActorRef? child = null;
        for (var i = 0; i < 2; i++)
            child = ExpectMsg<object>() as IActorRef ?? child;
        return child!;
    }

    [Fact]
    public void A_restart_runs_its_hooks_drops_the_message_and_forgets_the_state()
    {
        var child = Spawn();
        child.Tell("count");
        ExpectMsg(1);
        child.Tell(new InvalidOperationException("boom"));
        child.Tell("count");
        ExpectMsg("PreRestart boom InvalidOperationException");
        ExpectMsg("PostStop");
        ExpectMsg("PostRestart boom");
        ExpectMsg("PreStart");
        ExpectMsg(1);
    }

    [Fact]
    public void A_restart_keeps_the_reference_and_the_mailbox()
    {
        var child = Spawn();
        IgnoreMessages(m => m is string);
        child.Tell(new InvalidOperationException("boom"));
        for (var i = 0; i < 100; i++)
            child.Tell("count");
        Assert.Equal(Enumerable.Range(1, 100), ReceiveN(100).Cast<int>());
    }

    [Fact]
    public void Resume_keeps_the_state()
    {
        var child = Spawn(_ => Directive.Resume);
        child.Tell("count");
        ExpectMsg(1);
        child.Tell(new InvalidOperationException("boom"));
        child.Tell("count");
        ExpectMsg(2);
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var child = Watch(Spawn(_ => Directive.Stop));
        child.Tell(new InvalidOperationException("boom"));
        ExpectMsg("PostStop");
        ExpectTerminated(child);
    }

    [Fact]
    public void Escalation_fails_the_parent_and_its_restart_stops_the_child()
    {
        var child = Watch(Spawn(_ => Directive.Escalate));
        child.Tell(new InvalidOperationException("boom"));
        ExpectMsg("PostStop");
        ExpectTerminated(child);
    }

    [Fact]
    public void A_parent_that_fails_and_is_restarted_stops_its_children()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(null)));
        var log = CreateTestProbe();
        var props = Props.Create(() => new Child(log.Ref));
        parent.Tell(props);
        var child = Watch(ExpectMsg<IActorRef>());
        parent.Tell("fail");
        ExpectTerminated(child);
        parent.Tell(props);
        Assert.NotEqual(child, ExpectMsg<IActorRef>());
    }

    [Fact]
    public void A_restarted_actor_waits_for_its_children_to_end()
    {
        var child = Spawn();
        child.Tell("spawn");
        IActorRef? grandchild = null;
        for (var i = 0; i < 2; i++)
            grandchild = ExpectMsg<object>() as IActorRef ?? grandchild;
        child.Tell(new InvalidOperationException("boom"));
        child.Tell("spawn");
        IgnoreMessages(m => m is string);
        var second = ExpectMsg<IActorRef>();
        Assert.Equal(grandchild!.Path, second.Path);
        Assert.NotEqual(grandchild, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_child_is_stopped_when_it_exceeds_the_number_of_restarts(int limit)
    {
        var child = Watch(Spawn(_ => Directive.Restart, limit));
        for (var i = 0; i <= limit; i++)
            child.Tell(new InvalidOperationException("boom"));
        for (var i = 0; i < limit; i++)
            FishForMessage<string>(m => m == "PostRestart boom");
        FishForMessage<Terminated>(t => t.ActorRef.Equals(child));
    }

    private sealed class Broken : ReceiveActor
    {
        public Broken() => throw new InvalidOperationException("constructor");
    }

    private sealed class BrokenStart : UntypedActor
    {
        protected override void PreStart() => throw new InvalidOperationException("prestart");

        protected override void OnReceive(object message) { }
    }

    [Fact]
    public void A_failing_constructor_stops_the_actor() =>
        EventFilter.Exception<ActorInitializationException>().ExpectOne(() => ExpectEnd(Sys.ActorOf<Broken>()));

    [Fact]
    public void A_failing_PreStart_stops_the_actor() =>
        EventFilter.Exception<InvalidOperationException>(contains: "prestart").ExpectOne(() => ExpectEnd(Sys.ActorOf<BrokenStart>()));

    private void ExpectEnd(IActorRef actor)
    {
        Watch(actor);
        ExpectTerminated(actor);
    }

    private sealed class FailsSecondTime : ReceiveActor
    {
        public FailsSecondTime(int[] made)
        {
            if (made[0]++ > 0)
                throw new InvalidOperationException("second life");
            Receive<string>(_ => throw new InvalidOperationException("first life"));
        }
    }

    [Fact]
    public void A_constructor_that_fails_at_the_restart_stops_the_actor()
    {
        var made = new int[1];
        var actor = Watch(Sys.ActorOf(Props.Create(() => new FailsSecondTime(made))));
        EventFilter.Exception<PostRestartException>().ExpectOne(() => actor.Tell("go"));
        ExpectTerminated(actor);
    }

    private sealed class BadHooks : ReceiveActor
    {
        public BadHooks()
        {
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("fail"));
            ReceiveAny(m => Sender.Tell(m));
        }

        protected override void PreRestart(Exception reason, object? message) => throw new InvalidOperationException("prerestart");

        protected override void PostStop() => throw new InvalidOperationException("poststop");
    }

    [Fact]
    public void Failing_hooks_are_logged_and_hold_nothing_up()
    {
        var actor = Watch(Sys.ActorOf<BadHooks>());
        EventFilter.Exception<PreRestartException>().ExpectOne(() => actor.Tell("fail"));
        actor.Tell("alive");
        ExpectMsg("alive");
        EventFilter.Error(contains: "PostStop").ExpectOne(() => actor.Tell(PoisonPill.Instance));
        ExpectTerminated(actor);
    }

    [Fact]
    public void The_stopping_strategy_stops()
    {
        var child = Watch(Sys.ActorOf(Props.Create(() => new Parent(SupervisorStrategy.StoppingStrategy))));
        child.Tell(Props.Create<Broken>());
        var broken = Watch(ExpectMsg<IActorRef>());
        ExpectTerminated(broken);
    }

    [Fact]
    public void The_strategy_of_props_goes_before_that_of_the_actor()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(null)).WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy));
        var log = CreateTestProbe();
        parent.Tell(Props.Create(() => new Child(log.Ref)));
        var child = Watch(ExpectMsg<IActorRef>());
        child.Tell(new InvalidOperationException("boom"));
        ExpectTerminated(child);
    }

    [Fact]
    public void A_child_that_survives_the_restart_of_its_parent_is_restarted_too()
    {
        var log = CreateTestProbe();
        var parent = Sys.ActorOf(Props.Create(() => new Keeper(log.Ref)));
        parent.Tell("fail");
        log.FishForMessage<string>(m => m == "PreRestart keeper ");
        log.ExpectMsg("PostStop");
        log.ExpectMsg("PostRestart keeper");
    }

    private sealed class Keeper : ReceiveActor
    {
        public Keeper(IActorRef log)
        {
            if (Context.Child("kept").IsNobody())
                Context.ActorOf(Props.Create(() => new Child(log)), "kept");
            ReceiveAny(_ => throw new InvalidOperationException("keeper"));
        }

        protected override void PreRestart(Exception reason, object? message) { }
    }
}
