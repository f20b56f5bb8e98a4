using Aios.Loop.Sensing;

namespace Aios.Loop.Tests.Sensing;

public sealed class TrendSpecs
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public void There_is_none_before_the_window_is_full()
    {
        var trend = Trend.Empty;
        for (var second = 0; second < 600; second += 30)
        {
            trend = trend.Add(second * 1_000, second, Window);
            Assert.Null(trend.PerMinute(Window));
        }
        Assert.Equal(60, trend.Add(600_000, 600, Window).PerMinute(Window)!.Value, 6);
    }

    [Fact]
    public void A_value_that_swings_about_the_same_has_hardly_any()
    {
        var trend = Trend.Empty;
        for (var second = 0; second <= 1_200; second += 10)
            trend = trend.Add(second * 1_000, second / 10 % 2 == 0 ? 100 : 200, Window);
        Assert.InRange(trend.PerMinute(Window)!.Value, -1, 1);
    }

    [Fact]
    public void What_is_older_than_the_window_counts_no_more()
    {
        var trend = Trend.Empty;
        for (var minute = 0; minute <= 30; minute++)
            trend = trend.Add(minute * 60_000, minute < 15 ? minute * 100 : 1_500, Window);
        Assert.Equal(0, trend.PerMinute(Window)!.Value, 6);
    }

    [Fact]
    public void However_often_it_is_read_it_keeps_a_bounded_number_of_points()
    {
        var trend = Trend.Empty;
        for (var ms = 0; ms <= 3_600_000; ms += 200)
            trend = trend.Add(ms, ms, Window);
        Assert.InRange(trend.Points.Count, 60, 70);
        Assert.Equal(60_000, trend.PerMinute(Window)!.Value, 6);
    }
}
