using Aios.Actors.Spine;
using Akka.Actor;
using Akka.TestKit;

namespace Aios.Actors.Tests.Spine;

public class DrainActorSpecs : ActorSpecs
{
    private readonly TestProbe _scheduler;
    private readonly IActorRef _drain;

    public DrainActorSpecs()
    {
        _scheduler = CreateTestProbe("scheduler");
        var (shell, journal, scheduler) = (Shell, Journal.Ref, _scheduler.Ref);
        _drain = Start(() => new DrainActor(shell, journal, scheduler));
    }

    [Fact]
    public void With_nothing_running_the_stop_is_put_on_record_at_once()
    {
        Begin();
        Tell(stepsRunning: 0);

        var record = Assert.Single(Journal.Accept()).Event;

        Assert.Equal(("node.stopped", "asked by the user"), (record.Type, record.Text("reason")));
        Assert.Equal(("0", "42"), (record.Text("steps_running"), record.Text("checkpoint")));
        Assert.True(ExpectMsg<DrainProtocol.Drained>().OnRecord);
    }

    [Fact]
    public void It_waits_for_steps_that_execute()
    {
        Begin();
        Tell(stepsRunning: 2);
        PassUntilAsked();
        Tell(stepsRunning: 1);
        PassUntilAsked();
        Tell(stepsRunning: 0);

        Assert.Equal("0", Assert.Single(Journal.Accept()).Event.Text("steps_running"));
        Assert.True(ExpectMsg<DrainProtocol.Drained>().OnRecord);
    }

    [Fact]
    public void It_waits_no_longer_than_the_grace()
    {
        Begin(graceSeconds: 1);
        Tell(stepsRunning: 1);
        PassUntilAsked();
        Pass(0.9);
        Tell(stepsRunning: 1);

        Assert.Equal("1", Assert.Single(Journal.Accept()).Event.Text("steps_running"));
        Assert.True(ExpectMsg<DrainProtocol.Drained>().OnRecord);
    }

    [Fact]
    public void A_stop_that_cannot_be_put_on_record_is_said_and_answered()
    {
        Begin();
        Tell(stepsRunning: 0);
        var append = Journal.Expect();

        EventFilter.Warning(contains: "not on record").ExpectOne(() => Journal.Refuse(append));

        Assert.False(ExpectMsg<DrainProtocol.Drained>().OnRecord);
    }

    private void Begin(double graceSeconds = 30)
    {
        _drain.Tell(new DrainProtocol.Begin("asked by the user", TimeSpan.FromSeconds(graceSeconds)));
        _scheduler.ExpectMsg<DrainProtocol.StopHandingOut>();
    }

    private void Tell(int stepsRunning) => _scheduler.Reply(new DrainProtocol.Draining(stepsRunning, 42));

    // The wait begins when the actor has read the answer, which nothing tells.
    private void PassUntilAsked() =>
        AwaitAssert(() =>
        {
            Pass(0.1);
            _scheduler.ExpectMsg<DrainProtocol.StopHandingOut>(TimeSpan.FromMilliseconds(50));
        });
}
