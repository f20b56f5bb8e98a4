using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;

namespace Aios.Engine.Tests.Patterns;

public class BackoffSpecs : VirtualTime
{
    private sealed class Child : ReceiveActor
    {
        public Child(IActorRef to)
        {
            to.Tell("born");
            Receive<string>(m => m == "stop", _ => Context.Stop(Self));
            Receive<string>(m => m == "up", _ => Context.Parent.Tell("up"));
            Receive<Exception>(e => throw e);
            ReceiveAny(m => Sender.Tell(m));
        }
    }

    private static readonly TimeSpan Min = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(5);

    private BackoffOptions OnStop()
    {
        var to = TestActor;
        return Backoff.OnStop(Props.Create(() => new Child(to)), "child", Min, Max, 0).WithManualReset();
    }

    private BackoffOptions OnFailure()
    {
        var to = TestActor;
        return Backoff.OnFailure(Props.Create(() => new Child(to)), "child", Min, Max, 0).WithManualReset();
    }

    private IActorRef Start(BackoffOptions options)
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options), "supervisor");
        ExpectMsg("born");
        return supervisor;
    }

    private IActorRef Current(IActorRef supervisor)
    {
        supervisor.Tell(BackoffSupervisor.GetCurrentChild.Instance);
        return ExpectMsg<BackoffSupervisor.CurrentChild>().Ref;
    }

    /// <summary>The next life begins after exactly this wait.</summary>
    private void ExpectBirthAfter(double seconds)
    {
        AwaitCondition(() => Time.Pending == 1);
        Pass(seconds - 0.001);
        Assert.False(HasMessages);
        Pass(0.001);
        ExpectMsg("born");
    }

    [Fact]
    public void Messages_go_through_and_answers_come_back()
    {
        var supervisor = Start(OnStop());
        supervisor.Tell("hello");
        ExpectMsg("hello");
        Assert.Equal(supervisor.Path / "child", Current(supervisor).Path);
    }

    [Fact]
    public void OnStop_waits_twice_as_long_every_time_up_to_the_longest()
    {
        var supervisor = Start(OnStop());
        foreach (var wait in new[] { 1.0, 2, 4, 5, 5 })
        {
            supervisor.Tell("stop");
            ExpectBirthAfter(wait);
        }
        supervisor.Tell(BackoffSupervisor.GetRestartCount.Instance);
        ExpectMsg<BackoffSupervisor.RestartCount>(c => c.Count == 5);
        supervisor.Tell(BackoffSupervisor.Reset.Instance);
        supervisor.Tell("stop");
        ExpectBirthAfter(1);
    }

    [Fact]
    public void OnStop_restarts_at_once_after_a_failure_that_the_strategy_restarts()
    {
        var supervisor = Start(OnStop());
        var child = Current(supervisor);
        supervisor.Tell(new FormatException("boom"));
        ExpectMsg("born");
        Assert.Equal(child, Current(supervisor));
    }

    [Fact]
    public void OnStop_with_the_stopping_strategy_backs_off_after_a_failure()
    {
        var supervisor = Start(OnStop().WithDefaultStoppingStrategy());
        supervisor.Tell(new FormatException("boom"));
        ExpectBirthAfter(1);
    }

    [Fact]
    public void OnFailure_waits_twice_as_long_every_time()
    {
        var supervisor = Start(OnFailure());
        foreach (var wait in new[] { 1.0, 2, 4, 5 })
        {
            supervisor.Tell(new FormatException("boom"));
            ExpectBirthAfter(wait);
        }
    }

    [Fact]
    public void OnFailure_ends_with_a_child_that_stops_by_itself()
    {
        var supervisor = Watch(Start(OnFailure()));
        supervisor.Tell("stop");
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void OnFailure_follows_a_strategy_that_stops_or_resumes()
    {
        var supervisor = Watch(
            Start(OnFailure().WithSupervisorStrategy(new OneForOneStrategy(e => e is FormatException ? Directive.Resume : Directive.Stop)))
        );
        supervisor.Tell(new FormatException("resumed"));
        supervisor.Tell("alive");
        ExpectMsg("alive");
        supervisor.Tell(new InvalidOperationException("stopped"));
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void Without_a_child_messages_are_dead_letters()
    {
        var supervisor = Start(OnStop());
        supervisor.Tell("stop");
        AwaitCondition(() => Time.Pending == 1);
        Assert.True(Current(supervisor).IsNobody());
        EventFilter.DeadLetter<string>(m => m == "lost").ExpectOne(() => supervisor.Tell("lost"));
    }

    [Fact]
    public void Without_a_child_it_can_answer_instead()
    {
        var supervisor = Start(OnStop().WithReplyWhileStopped("not now"));
        supervisor.Tell("stop");
        AwaitCondition(() => Time.Pending == 1);
        supervisor.Tell("hello");
        ExpectMsg("not now");
    }

    [Fact]
    public void It_gives_up_after_the_allowed_number_of_starts()
    {
        var supervisor = Watch(Start(OnStop().WithMaxNrOfRetries(1)));
        supervisor.Tell("stop");
        ExpectBirthAfter(1);
        supervisor.Tell("stop");
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void A_child_that_lives_long_enough_lets_earlier_restarts_be_forgotten()
    {
        var supervisor = Start(OnStop().WithAutoReset(TimeSpan.FromSeconds(30)));
        supervisor.Tell("stop");
        AwaitCondition(() => Current(supervisor).IsNobody());
        Pass(1);
        ExpectMsg("born");
        Pass(30);
        supervisor.Tell(BackoffSupervisor.GetRestartCount.Instance);
        ExpectMsg<BackoffSupervisor.RestartCount>(c => c.Count == 0);
    }

    [Fact]
    public void The_end_of_the_child_after_a_final_message_ends_the_supervisor()
    {
        var supervisor = Watch(Start(OnStop().WithFinalStopMessage(m => m is "stop")));
        supervisor.Tell("stop");
        ExpectTerminated(supervisor);
    }

    [Theory]
    [InlineData(0, 5, 0.0)]
    [InlineData(5, 1, 0.0)]
    [InlineData(1, 5, -0.1)]
    [InlineData(1, 5, double.NaN)]
    public void Waits_that_make_no_sense_are_refused(int min, int max, double random) =>
        Assert.Throws<ArgumentException>(() =>
            Backoff.OnStop(Props.Create<Child>(), "child", TimeSpan.FromSeconds(min), TimeSpan.FromSeconds(max), random)
        );

    [Fact]
    public void The_random_share_lies_on_top()
    {
        var options = Backoff.OnStop(Props.Create<Child>(), "child", Min, Max, 0.2);
        Assert.Equal(TimeSpan.FromSeconds(1.1), options.Wait(0, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(6), options.Wait(1000, 1));
    }
}
