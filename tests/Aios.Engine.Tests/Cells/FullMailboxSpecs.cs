using Aios.Engine.Tests.Support;
using Akka.Actor;

namespace Aios.Engine.Tests.Cells;

/// <summary>What belongs to the engine gets through although the mailbox has no room left for others.</summary>
public sealed class FullMailboxSpecs() : EngineSpecs("akka.actor.default-mailbox.mailbox-capacity = 4")
{
    [Fact]
    public async Task A_receive_timeout_fires_after_the_mailbox_was_full()
    {
        using var gate = new ManualResetEventSlim();
        var actor = System.ActorOf(Props.Create(() => new Busy(Tell, gate)));
        actor.Tell("timeout");
        await FillUntilTicksHaveBeenRefused(actor, gate);
        Assert.Equal("timed out", await Next<string>());
    }

    [Fact]
    public async Task A_single_timer_fires_although_the_mailbox_was_full()
    {
        using var gate = new ManualResetEventSlim();
        var actor = System.ActorOf(Props.Create(() => new Busy(Tell, gate)));
        actor.Tell("timer");
        await FillUntilTicksHaveBeenRefused(actor, gate);
        Assert.Equal("tick", await Next<string>());
    }

    [Fact]
    public async Task The_outcome_of_a_piped_task_arrives_although_the_mailbox_is_full_and_others_are_refused()
    {
        using var gate = new ManualResetEventSlim();
        var actor = System.ActorOf(Props.Create(() => new Busy(Tell, gate)));
        actor.Tell("gate");
        Assert.Equal("waiting", await Next<string>());
        for (var i = 0; i < 4; i++)
            actor.Tell(i);

        actor.Tell("due");
        await Task.FromResult("piped").PipeTo(actor);
        await Task.FromException(new IOException("piped fault")).PipeTo(actor);
        gate.Set();

        Assert.Equal("piped", await Next<string>());
        Assert.Equal("piped fault", await Next<string>());
    }

    /// <summary>The actor stands at the gate, its mailbox full, until a later entry of the same scheduler has fired.</summary>
    private async Task FillUntilTicksHaveBeenRefused(IActorRef actor, ManualResetEventSlim gate)
    {
        Assert.Equal("waiting", await Next<string>());
        for (var i = 0; i < 4; i++)
            actor.Tell(i);
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        System.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(60), later.SetResult);
        await later.Task.WaitAsync(Patience);
        gate.Set();
    }

    private sealed class Busy(Action<object> tell, ManualResetEventSlim gate) : UntypedActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "timeout":
                    Context.SetReceiveTimeout(TimeSpan.FromMilliseconds(20));
                    tell("waiting");
                    gate.Wait(Patience);
                    break;
                case "timer":
                    Timers.StartSingleTimer("t", "due", TimeSpan.FromMilliseconds(20));
                    tell("waiting");
                    gate.Wait(Patience);
                    break;
                case "gate":
                    tell("waiting");
                    gate.Wait(Patience);
                    break;
                case "piped":
                    tell("piped");
                    break;
                case Status.Failure failure:
                    tell(failure.Cause.Message);
                    break;
                case ReceiveTimeout:
                    Context.SetReceiveTimeout(null);
                    tell("timed out");
                    break;
                case "due":
                    tell("tick");
                    break;
            }
        }
    }
}
