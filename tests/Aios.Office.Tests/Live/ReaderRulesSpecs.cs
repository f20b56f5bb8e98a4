using Aios.Office.Live;

namespace Aios.Office.Tests.Live;

public sealed class ReaderRulesSpecs
{
    [Theory]
    [InlineData(63, 1_000, 1_000, true)]
    [InlineData(64, 1_000, 1, false)]
    [InlineData(1, 1_000_000, 48_576, true)]
    [InlineData(1, 1_000_000, 48_577, false)]
    public void Sixty_four_frames_and_one_mebibyte_have_room(int frames, long bytes, int next, bool hasRoom) =>
        Assert.Equal(hasRoom, ReaderRules.HasRoom(frames, bytes, next));

    [Theory]
    [InlineData("Snapshot", 1_000)]
    [InlineData("Snapshot SlowGroup", 1_000, 31_000)]
    [InlineData("Snapshot Snapshot", 1_000, 31_001)]
    [InlineData("Snapshot SlowGroup Goodbye", 1_000, 2_000, 3_000)]
    [InlineData("Snapshot SlowGroup Snapshot SlowGroup Goodbye", 1_000, 2_000, 40_000, 41_000, 42_000)]
    public void Less_is_tried_before_somebody_is_sent_away(string expected, params int[] fullAt)
    {
        var (state, reliefs) = (default(ReaderState), new List<Relief>());
        foreach (var at in fullAt)
        {
            (state, var relief) = ReaderRules.Full(state, at);
            reliefs.Add(relief);
        }
        Assert.Equal(expected, string.Join(' ', reliefs));
    }

    [Theory]
    [InlineData(32_000, true)]
    [InlineData(32_001, false)]
    public void Who_kept_up_for_half_a_minute_and_asks_anew_is_slow_no_more(long askedAt, bool isSlow)
    {
        var (state, _) = ReaderRules.Full(ReaderRules.Full(default, 1_000).State, 2_000);
        Assert.True(state.IsSlow);
        Assert.Equal(isSlow, ReaderRules.Greet(state, askedAt).IsSlow);
    }

    [Theory]
    [InlineData("b", "runs.1", 4, true)]
    [InlineData("b", "runs.1", 9, true)]
    [InlineData("b", "runs.1", 3, false)]
    [InlineData("b", "runs.1", 10, false)]
    [InlineData("b", "runs.2", 5, false)]
    [InlineData("other", "runs.1", 5, false)]
    public void Frames_are_sent_again_when_all_that_were_missed_are_kept(string epoch, string stream, long seq, bool fits) =>
        Assert.Equal(fits, new Resume(stream, epoch, seq).Fits("b", "runs.1", oldest: 4, newest: 9));
}
