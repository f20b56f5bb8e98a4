using System.Threading.Channels;
using Aios.Node.Composition;
using Aios.Node.Tests.Inspection;
using RunningNode = Aios.Node.Tests.Inspection.RunningNode;

namespace Aios.Node.Tests.Composition;

public sealed class BeatStorySpecs
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_beat_that_does_not_come_in_time_is_told_and_the_next_one_too()
    {
        using var stop = new CancellationTokenSource();
        var clock = new ManualClock(0);
        var lines = Channel.CreateUnbounded<string>();
        var views = new FakeViews { BeatFault = new TimeoutException("heartbeat did not answer within 4 s") };
        var story = BeatStory.Tell(views, line => lines.Writer.WriteAsync(line).AsTask(), Interval, clock, stop.Token);

        Assert.Equal("no beat: heartbeat did not answer within 4 s", await Next());
        views.BeatFault = null;
        clock.Advance(Interval);
        Assert.Equal("HEARTBEAT_OK (0.05ms)", await Next());
        await stop.CancelAsync();
        await story.WaitAsync(RunningNode.Patience);

        Task<string> Next() => lines.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
    }
}
