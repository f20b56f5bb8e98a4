using Aios.Engine.Tests.Support;
using Akka.Actor;

namespace Aios.Engine.Tests.Cells;

/// <summary>An actor whose start or restart failed half-way, under a supervisor that tries again.</summary>
public sealed class FailedStartSpecs : EngineSpecs
{
    [Fact]
    public async Task A_start_tried_again_finds_the_names_of_its_children_free()
    {
        var attempts = new int[1];
        var parent = System.ActorOf(Props.Create(() => new Persevering(Props.Create(() => new FailsAfterItsChild(attempts, Tell)))));
        Assert.Equal("started", await Next<string>());
        Assert.Equal(3, Volatile.Read(ref attempts[0]));
        Assert.Equal("echo", await parent.Ask<string>("echo", Patience));
    }

    [Fact]
    public async Task A_child_that_outlives_a_failed_restart_is_not_left_suspended()
    {
        var attempts = new int[1];
        var parent = System.ActorOf(Props.Create(() => new Persevering(Props.Create(() => new KeepsItsChild(attempts)))));
        Assert.Equal("echo", await parent.Ask<string>("echo", Patience));
        parent.Tell("fail");
        Assert.Equal("echo", await parent.Ask<string>("echo", Patience));
        Assert.Equal(2, Volatile.Read(ref attempts[0]));
    }

    [Fact]
    public async Task A_failing_constructor_stops_the_actor_and_its_watcher_learns_of_it()
    {
        var actor = System.ActorOf(Props.Create(() => new FailsInItsConstructor()));
        Assert.True(await actor.GracefulStop(Patience));
    }

    private sealed class Persevering : UntypedActor
    {
        private readonly IActorRef _child;

        public Persevering(Props child) => _child = Context.ActorOf(child, "child");

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

        protected override void OnReceive(object message) => _child.Forward(message);
    }

    private sealed class FailsAfterItsChild(int[] attempts, Action<object> tell) : UntypedActor
    {
        private IActorRef? _echo;

        protected override void PreStart()
        {
            _echo = Context.ActorOf(Props.Create(() => new Echo()), "echo");
            if (Interlocked.Increment(ref attempts[0]) < 3)
                throw new InvalidOperationException("not yet");
            tell("started");
        }

        protected override void OnReceive(object message) => _echo!.Forward(message);
    }

    private sealed class KeepsItsChild(int[] attempts) : UntypedActor
    {
        protected override void PreStart()
        {
            if (Context.Child("echo").Equals(ActorRefs.Nobody))
                Context.ActorOf(Props.Create(() => new Echo()), "echo");
        }

        protected override void PreRestart(Exception reason, object? message) => PostStop();

        protected override void PostRestart(Exception reason)
        {
            if (Interlocked.Increment(ref attempts[0]) < 2)
                throw new InvalidOperationException("not yet");
            base.PostRestart(reason);
        }

        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("asked to");
            Context.Child("echo").Forward(message);
        }
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class FailsInItsConstructor : UntypedActor
    {
        public FailsInItsConstructor() => throw new InvalidOperationException("never");

        protected override void OnReceive(object message) { }
    }
}
