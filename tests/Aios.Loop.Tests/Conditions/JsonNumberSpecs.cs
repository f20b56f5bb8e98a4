namespace Aios.Loop.Tests.Conditions;

public sealed class JsonNumberSpecs
{
    [Theory]
    [InlineData("payload.value == 92 && payload.value == 92.0 && payload.value + 1 == 93")]
    [InlineData("payload.load == 1.5 && payload.load > 1 && payload.load < 2")]
    [InlineData("payload.exp == 1000 && payload.exp / 3.0 > 333.0")]
    [InlineData("payload.huge > 9223372036854775807 && 9223372036854775807 < payload.huge")]
    [InlineData("payload.big == 9007199254740993 && payload.big != 9007199254740992.0")]
    [InlineData("payload.big > 9007199254740992.0 && 9007199254740992.0 < payload.big")]
    [InlineData("1 < 1.5 && 1.5 < 2 && -1 > -1.5 && -2 < -1.5")]
    [InlineData("9223372036854775807 < 9223372036854775808.0 && -9223372036854775808 == -9223372036854775808.0")]
    [InlineData("payload.value > -1.0 / 0.0 && payload.value < 1.0 / 0.0")]
    [InlineData("double(payload.value) + payload.load == 93.5")]
    public void Are_compared_by_their_exact_value(string text) => Assert.Equal("true", Example.Verdict(text));
}
