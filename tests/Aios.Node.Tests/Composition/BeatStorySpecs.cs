using System.Threading.Channels;
using Aios.Node.Composition;
using Aios.Node.Tests.Inspection;
using RunningNode = Aios.Node.Tests.Inspection.RunningNode;

namespace Aios.Node.Tests.Composition;

public sealed class BeatStorySpecs
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualClock _clock = new(0);
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly FakeViews _views = new();

    [Fact]
    public async Task A_beat_that_does_not_come_in_time_is_told_and_the_next_one_too()
    {
        _views.BeatFault = new TimeoutException("heartbeat did not answer within 4 s");
        var story = Tell();

        Assert.Equal("no beat: heartbeat did not answer within 4 s", await Line());
        _views.BeatFault = null;
        Assert.Equal("HEARTBEAT_OK (0.05ms)", await NextLine());
        await End(story);
    }

    [Fact]
    public async Task A_low_score_is_told_with_every_beat_and_a_verified_run_once_when_nothing_graver_is_said()
    {
        _views.BeatAnswer = _views.BeatAnswer with { RunsVerified = 7 };
        var story = Tell();

        Assert.Equal("HEARTBEAT_OK (0.05ms)", await Line());
        _views.BeatAnswer = _views.BeatAnswer with { RunsVerified = 9, Score = 0.412 };
        Assert.Equal("AIOS_DEGRADED:0.412 (0.05ms)", await NextLine());
        Assert.Equal("AIOS_DEGRADED:0.412 (0.05ms)", await NextLine());
        _views.BeatAnswer = _views.BeatAnswer with { Score = 0.9 };
        Assert.Equal("AIOS_AUTO_FIXED:2 (0.05ms)", await NextLine());
        Assert.Equal("HEARTBEAT_OK (0.05ms)", await NextLine());
        await End(story);
    }

    private Task Tell() => BeatStory.Tell(_views, line => _lines.Writer.WriteAsync(line).AsTask(), Interval, _clock, _stop.Token);

    private Task<string> Line() => _lines.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);

    private Task<string> NextLine()
    {
        _clock.Advance(Interval);
        return Line();
    }

    private async Task End(Task story)
    {
        await _stop.CancelAsync();
        await story.WaitAsync(RunningNode.Patience);
        _stop.Dispose();
    }
}
