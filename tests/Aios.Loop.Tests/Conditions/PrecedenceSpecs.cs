namespace Aios.Loop.Tests.Conditions;

public sealed class PrecedenceSpecs
{
    [Theory]
    [InlineData("1 + 2 * 3 == 7")]
    [InlineData("(1 + 2) * 3 == 9")]
    [InlineData("10 - 2 - 3 == 5")]
    [InlineData("100 / 10 / 2 == 5")]
    [InlineData("100 / 10 * 2 == 20")]
    [InlineData("7 % 4 * 2 == 6")]
    [InlineData("-2 + 3 == 1")]
    [InlineData("-payload.numbers[1] + 3 == 1")]
    [InlineData("1 < 2 == true")]
    [InlineData("3 > 2 != false")]
    [InlineData("true || false && false")]
    [InlineData("!((true || false) && false)")]
    [InlineData("!false && true")]
    [InlineData("!(false && true)")]
    [InlineData("false ? false : true")]
    [InlineData("true ? true : false ? false : false")]
    [InlineData("(false ? 1 : true ? 2 : 3) == 2")]
    [InlineData("false || true ? true : false")]
    [InlineData("1 + 1 in [2]")]
    [InlineData("2 in [1] + [2]")]
    [InlineData("1 + 2 > 2 && 2 * 2 <= 4 || false")]
    public void Binds_as_in_CEL(string text) => Assert.Equal("true", Example.Verdict(text));
}
