using Aios.Office.Live;

namespace Aios.Office.Tests.Live;

public sealed class FlushRulesSpecs
{
    private static FlushState Quiet => FlushState.Quiet(isSlow: false);

    [Fact]
    public void Nothing_is_due_while_nothing_waits()
    {
        Assert.Null(FlushRules.DueAt(Quiet));
        Assert.Null(FlushRules.DueAt(Quiet.Wait(3, isUrgent: true, 100).Wait(0, isUrgent: false, 200)));
    }

    [Theory]
    [InlineData(1, 6_000)]
    [InlineData(9, 6_000)]
    [InlineData(10, 1_000)]
    public void Ten_changes_go_at_once_and_fewer_five_seconds_after_the_first(int waiting, long due)
    {
        var state = Quiet.Sent(0, 967).Wait(1, isUrgent: false, 1_000).Wait(waiting, isUrgent: false, 1_500);
        Assert.Equal(due, FlushRules.DueAt(state));
    }

    [Fact]
    public void What_is_urgent_waits_only_for_the_gap_after_the_frame_before() =>
        Assert.Equal(1_033, FlushRules.DueAt(Quiet.Sent(90_000, 1_000).Wait(1, isUrgent: true, 1_001)));

    [Theory]
    [InlineData(0, 33)]
    [InlineData(2_970, 33)]
    [InlineData(18_000, 200)]
    [InlineData(1_000_000, 1_000)]
    public void After_a_long_frame_many_changes_wait_until_the_line_had_time_for_it(int bytes, long gap) =>
        Assert.Equal(1_000 + gap, FlushRules.DueAt(Quiet.Sent(bytes, 1_000).Wait(10, isUrgent: false, 1_001)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Slow_readers_get_one_frame_a_second(bool isUrgent) =>
        Assert.Equal(2_000, FlushRules.DueAt(FlushState.Quiet(isSlow: true).Sent(10, 1_000).Wait(10, isUrgent, 1_001)));

    [Fact]
    public void What_was_sent_is_forgotten_and_the_next_change_is_the_first_again() =>
        Assert.Equal(9_000, FlushRules.DueAt(Quiet.Wait(10, isUrgent: true, 100).Sent(100, 200).Wait(1, isUrgent: false, 4_000)));
}
