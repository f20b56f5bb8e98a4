namespace Aios.Loop.Tests.Conditions;

public sealed class ErrorAbsorptionSpecs
{
    [Theory]
    [InlineData("payload.nope == 1 && false", "false")]
    [InlineData("false && payload.nope == 1", "false")]
    [InlineData("payload.nope == 1 || true", "true")]
    [InlineData("true || payload.nope == 1", "true")]
    [InlineData("payload.nope == 1 && true", "error: no such field payload.nope")]
    [InlineData("true && payload.nope == 1", "error: no such field payload.nope")]
    [InlineData("payload.nope == 1 || false", "error: no such field payload.nope")]
    [InlineData("payload.nope == 1 || payload.nor == 1", "error: no such field payload.nope")]
    [InlineData("payload.nope == 1 && payload.nor == 1 && false && true", "false")]
    [InlineData("payload.value && false", "false")]
    [InlineData("!(payload.nope == 1)", "error: no such field payload.nope")]
    [InlineData("payload.nope == 1 ? true : true", "error: no such field payload.nope")]
    [InlineData("true ? true : payload.nope == 1", "true")]
    [InlineData("payload.nope == payload.nope", "error: no such field payload.nope")]
    [InlineData("payload.rows.exists(r, r.cpu > 90)", "true")]
    [InlineData("payload.rows.exists(r, r.cpu > 99)", "error: no such field r.cpu")]
    [InlineData("payload.rows.all(r, r.cpu > 90)", "false")]
    [InlineData("payload.rows.all(r, r.cpu > 1)", "error: no such field r.cpu")]
    [InlineData("payload.rows.exists_one(r, r.cpu > 90)", "error: no such field r.cpu")]
    public void One_deciding_side_outweighs_an_error(string text, string verdict) => Assert.Equal(verdict, Example.Verdict(text));
}
