using Aios.Actors.Sensing;
using Aios.Journal.Metrics;
using Akka.Actor;

namespace Aios.Actors.Tests.Sensing;

public class MetricsActorSpecs : ActorSpecs
{
    private const long Start2000 = 946_684_800;

    [Fact]
    public void What_the_beats_measured_is_written_every_minute_and_at_the_end()
    {
        var history = new MetricHistory(Folder.Data);
        var metrics = Start(() => new MetricsActor(history));
        Settle(metrics);
        history.Add(Sample(1));
        Assert.Empty(Written());

        Pass(60);
        Settle(metrics);
        Assert.Equal([Start2000 + 1], Written());

        history.Add(Sample(61));
        Watch(metrics);
        Sys.Stop(metrics);
        ExpectTerminated(metrics);
        Assert.Equal([Start2000 + 1, Start2000 + 61], Written());
    }

    private static MetricSample Sample(int second) => new(Start2000 + second, 0.1, 10, 20, 0.5, 30, MetricFlags.None);

    private long[] Written() => [.. MetricHistory.Read(Folder.Data, Start2000, Start2000 + 3_600).Select(sample => sample.Time)];
}
