using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Timing;

public class SchedulerSpecs : TestKit
{
    [Fact]
    public void A_message_is_sent_after_the_delay()
    {
        var before = Sys.Scheduler.MonotonicClock;
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(30), TestActor, "due", ActorRefs.NoSender);
        ExpectMsg("due");
        Assert.True(Sys.Scheduler.MonotonicClock - before >= TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_shorter_delay_overtakes_a_longer_one_set_before()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(200), TestActor, "second", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(20), TestActor, "first", ActorRefs.NoSender);
        ExpectMsg("first");
        ExpectMsg("second");
    }

    [Fact]
    public void A_cancelled_repetition_ends()
    {
        var cancelable = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(5),
            TestActor,
            "again",
            ActorRefs.NoSender
        );
        ReceiveN(3);
        cancelable.Cancel();
        Assert.True(cancelable.IsCancellationRequested);
        Assert.True(cancelable.Token.IsCancellationRequested);
    }

    [Fact]
    public void An_action_that_fails_is_logged_and_the_clock_goes_on() =>
        EventFilter
            .Exception<FormatException>()
            .ExpectOne(() =>
            {
                Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => throw new FormatException("broken"));
                Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(1), () => TestActor.Tell("still here"));
                ExpectMsg("still here");
            });

    [Fact]
    public void Negative_delays_and_empty_intervals_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(-1), TestActor, "x", ActorRefs.NoSender)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Sys.Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.Zero, TestActor, "x", ActorRefs.NoSender)
        );
    }
}
