using Akka.Actor;

namespace Aios.Engine.Tests.Timing;

public class TestSchedulerSpecs : VirtualTime
{
    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var now = Sys.Scheduler.Now;
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromDays(1), TestActor, "due", ActorRefs.NoSender);
        Assert.Equal(now, Sys.Scheduler.Now);
        Pass(24 * 60 * 60);
        ExpectMsg("due");
        Assert.Equal(now.AddDays(1), Sys.Scheduler.Now);
    }

    [Fact]
    public void Each_entry_fires_at_its_own_time_in_order()
    {
        var seen = new List<double>();
        foreach (var seconds in new[] { 3.0, 1, 2 })
            Time.Callback(TimeSpan.FromSeconds(seconds), () => seen.Add(Time.MonotonicClock.TotalSeconds));
        Time.Callback(TimeSpan.FromSeconds(1), () => Time.Callback(TimeSpan.FromSeconds(0.5), () => seen.Add(1.5)));
        Pass(10);
        Assert.Equal([1, 1.5, 2, 3], seen);
    }

    [Fact]
    public void Time_does_not_go_back()
    {
        Pass(5);
        Assert.Throws<InvalidOperationException>(() => Time.AdvanceTo(Time.Now.AddSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pass(-1));
    }
}
