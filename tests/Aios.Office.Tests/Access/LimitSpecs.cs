using Aios.Office.Access;

namespace Aios.Office.Tests.Access;

public sealed class LimitSpecs
{
    private readonly ShiftedClock _clock = new();

    [Fact]
    public void Attempts_are_counted_for_each_address_and_forgotten_after_a_minute()
    {
        var limits = new AttemptLimits(_clock, perMinute: 2);
        Assert.Null(limits.Refuse("a"));
        Assert.Null(limits.Refuse("a"));
        Assert.InRange(limits.Refuse("a")!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Null(limits.Refuse("b"));
        _clock.By = TimeSpan.FromSeconds(61);
        Assert.Null(limits.Refuse("a"));
    }

    [Fact]
    public void Addresses_beyond_those_that_are_remembered_share_one_count()
    {
        var limits = new AttemptLimits(_clock, perMinute: 1);
        for (var i = 0; i < AttemptLimits.MaxAddresses; i++)
            Assert.Null(limits.Refuse($"{i}"));
        Assert.Null(limits.Refuse("x"));
        Assert.NotNull(limits.Refuse("y"));
    }

    [Fact]
    public void Notes_beyond_the_budget_are_told_with_the_next_one()
    {
        var budget = new NoteBudget(_clock, perMinute: 2);
        Assert.True(budget.Take(out _));
        Assert.True(budget.Take(out _));
        Assert.False(budget.Take(out _));
        Assert.False(budget.Take(out _));
        _clock.By = TimeSpan.FromSeconds(61);
        Assert.True(budget.Take(out var untold));
        Assert.Equal(2, untold);
        Assert.True(budget.Take(out untold));
        Assert.Equal(0, untold);
    }
}
