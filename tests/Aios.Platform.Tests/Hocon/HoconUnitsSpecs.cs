using Aios.Platform.Hocon;

namespace Aios.Platform.Tests.Hocon;

public sealed class HoconUnitsSpecs
{
    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("1.5 minutes", 90_000)]
    [InlineData("250", 250)]
    [InlineData("2h", 7_200_000)]
    [InlineData("7 days", 604_800_000)]
    [InlineData("-5ms", -5)]
    public void A_duration_has_a_unit(string text, double milliseconds)
    {
        Assert.True(HoconUnits.TryDuration(text, out var value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("10GiB", 10L << 30)]
    [InlineData("10 G", 10L << 30)]
    [InlineData("1 kB", 1000)]
    [InlineData("1.5k", 1536)]
    [InlineData("512", 512)]
    [InlineData("3 megabytes", 3_000_000)]
    public void A_size_has_a_unit(string text, long bytes)
    {
        Assert.True(HoconUnits.TryBytes(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1 parsec")]
    [InlineData("1,5s")]
    [InlineData("99999999999999999999d")]
    [InlineData("1e5s")]
    public void Anything_else_is_no_duration(string text) => Assert.False(HoconUnits.TryDuration(text, out _));

    [Theory]
    [InlineData("-1B")]
    [InlineData("16E")]
    [InlineData("GiB")]
    [InlineData("1 kb")]
    public void Anything_else_is_no_size(string text) => Assert.False(HoconUnits.TryBytes(text, out _));

    [Fact]
    public void Booleans_and_numbers_are_read()
    {
        Assert.True(HoconUnits.TryBoolean("on", out var on) && on);
        Assert.True(HoconUnits.TryBoolean("no", out var no) && !no);
        Assert.False(HoconUnits.TryBoolean("True", out _));
        Assert.True(HoconUnits.TryInteger("-42", out var integer) && integer == -42);
        Assert.False(HoconUnits.TryInteger("4.2", out _));
        Assert.True(HoconUnits.TryNumber("4.2e1", out var number) && number == 42);
        Assert.False(HoconUnits.TryNumber("1e999", out _));
    }
}
