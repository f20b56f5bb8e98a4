using Aios.Node.Output;

namespace Aios.Node.Tests.Output;

public sealed class SaySpecs
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.05, "0.05 ms")]
    [InlineData(320, "320 ms")]
    [InlineData(1_200, "1.2 s")]
    [InlineData(59_999, "59.9 s")]
    [InlineData(180_000, "3 m")]
    [InlineData(185_000, "3 m 5 s")]
    [InlineData(7_500_000, "2 h 5 m")]
    [InlineData(349_200_000, "4 d 1 h")]
    [InlineData(-5, "0 ms")]
    [InlineData(double.MaxValue, "5337599 d 13 h")]
    public void Durations_are_short(double milliseconds, string expected) => Assert.Equal(expected, Say.Duration(milliseconds));

    [Theory]
    [InlineData(512, "512 B")]
    [InlineData(1_572_864, "1.5 MiB")]
    [InlineData(long.MaxValue, "8388608 TiB")]
    public void Sizes_are_powers_of_1024(long bytes, string expected) => Assert.Equal(expected, Say.Size(bytes));

    [Fact]
    public void Fractions_show_every_millionth() => Assert.Equal("0.842501", Say.Fraction(842_501));

    [Fact]
    public void Times_are_utc() => Assert.Equal("2026-01-01T00:00:00Z", Say.Time(1_767_225_600_000));
}
