using Aios.Office.Live;

namespace Aios.Office.Tests.Live;

public sealed class ReadRulesSpecs
{
    private static ReadState Read(long tookMs) => ReadState.Unread.Begin().End(tookMs, now: 10_000);

    [Fact]
    public void What_nobody_read_yet_is_read_at_once() => Assert.True(ReadRules.DueAt(ReadState.Unread) < 0);

    [Fact]
    public void Rows_that_nothing_touched_are_not_read_again() => Assert.Null(ReadRules.DueAt(Read(1)));

    [Fact]
    public void What_is_touched_while_it_is_read_is_read_once_more_after_that()
    {
        var reading = ReadState.Unread.Begin().Touch(isUrgent: false);
        Assert.Null(ReadRules.DueAt(reading));
        Assert.Equal(10_100, ReadRules.DueAt(reading.End(1, 10_000)));
    }

    [Theory]
    [InlineData(0, 100, 33)]
    [InlineData(5, 100, 33)]
    [InlineData(50, 1_000, 100)]
    [InlineData(4_000, 5_000, 5_000)]
    public void What_takes_long_to_read_is_read_less_often(long tookMs, long usual, long urgent)
    {
        Assert.Equal(10_000 + usual, ReadRules.DueAt(Read(tookMs).Touch(isUrgent: false)));
        Assert.Equal(10_000 + urgent, ReadRules.DueAt(Read(tookMs).Touch(isUrgent: false).Touch(isUrgent: true)));
    }
}
