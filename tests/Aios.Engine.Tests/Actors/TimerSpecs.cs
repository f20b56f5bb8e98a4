using Akka.Actor;

namespace Aios.Engine.Tests.Actors;

public class TimerSpecs : VirtualTime
{
    private sealed record Single(string Key, object Message, double Seconds);

    private sealed record Periodic(string Key, object Message, double Seconds);

    private sealed record CancelKey(string Key);

    private sealed class Timed : ReceiveActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        public Timed(IActorRef to)
        {
            Receive<Single>(m => Timers.StartSingleTimer(m.Key, m.Message, TimeSpan.FromSeconds(m.Seconds)));
            Receive<Periodic>(m => Timers.StartPeriodicTimer(m.Key, m.Message, TimeSpan.FromSeconds(m.Seconds)));
            Receive<CancelKey>(m => Timers.Cancel(m.Key));
            Receive<Exception>(e => throw e);
            Receive<string>(m => m == "active?", _ => Sender.Tell(Timers.IsTimerActive("k")));
            ReceiveAny(to.Tell);
        }

        protected override void PreStart() => Timers.StartSingleTimer("start", "started", TimeSpan.FromSeconds(100));
    }

    private IActorRef Make()
    {
        var to = TestActor;
        return Sys.ActorOf(Props.Create(() => new Timed(to)));
    }

    private void Sync(IActorRef actor)
    {
        actor.Tell("sync");
        ExpectMsg("sync");
    }

    [Fact]
    public void A_single_timer_fires_once_at_its_time()
    {
        var actor = Make();
        actor.Tell(new Single("k", "tick", 5));
        Sync(actor);
        Pass(4.999);
        Sync(actor);
        Pass(0.001);
        ExpectMsg("tick");
        Pass(60);
        actor.Tell("active?");
        ExpectMsg(false);
    }

    [Fact]
    public void A_periodic_timer_fires_again_and_again_until_cancelled()
    {
        var actor = Make();
        actor.Tell(new Periodic("k", "tick", 2));
        Sync(actor);
        Pass(7);
        Assert.Equal(["tick", "tick", "tick"], ReceiveN(3));
        actor.Tell(new CancelKey("k"));
        Sync(actor);
        Pass(10);
        Sync(actor);
    }

    [Fact]
    public void A_timer_set_again_replaces_the_one_before()
    {
        var actor = Make();
        actor.Tell(new Single("k", "old", 5));
        actor.Tell(new Single("k", "new", 10));
        Sync(actor);
        Pass(9);
        Sync(actor);
        Pass(1);
        ExpectMsg("new");
    }

    [Fact]
    public void Timers_can_be_set_in_PreStart()
    {
        var actor = Make();
        Sync(actor);
        Pass(100);
        ExpectMsg("started");
    }

    [Fact]
    public void A_restart_cancels_all_timers()
    {
        var actor = Make();
        actor.Tell(new Periodic("k", "tick", 1));
        actor.Tell(new InvalidOperationException("boom"));
        Sync(actor);
        Pass(10);
        Sync(actor);
        Assert.Equal(1, Time.Pending);
    }

    [Fact]
    public void A_stopped_actor_leaves_no_timer_behind()
    {
        var actor = Make();
        actor.Tell(new Periodic("k", "tick", 1));
        Sync(actor);
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Assert.Equal(0, Time.Pending);
    }

    [Fact]
    public void A_tick_on_its_way_when_its_timer_is_cancelled_never_arrives()
    {
        using var gate = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var to = TestActor;
        var actor = Sys.ActorOf(Props.Create(() => new Gated(to, inside, gate)));
        actor.Tell("set");
        actor.Tell("block, then cancel");
        Assert.True(inside.Wait(TimeSpan.FromSeconds(10)));
        Pass(1);
        gate.Set();
        Sync(actor);
    }

    private sealed class Gated : ReceiveActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        public Gated(IActorRef to, ManualResetEventSlim inside, ManualResetEventSlim gate)
        {
            Receive<string>(m => m == "set", _ => Timers.StartSingleTimer("k", "stale", TimeSpan.FromSeconds(1)));
            Receive<string>(
                m => m.StartsWith("block", StringComparison.Ordinal),
                _ =>
                {
                    inside.Set();
                    gate.Wait(TimeSpan.FromSeconds(30));
                    Timers.CancelAll();
                }
            );
            ReceiveAny(to.Tell);
        }
    }
}
