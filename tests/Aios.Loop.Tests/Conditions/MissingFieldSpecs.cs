using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class MissingFieldSpecs
{
    [Theory]
    [InlineData("payload.x == 1", "no such field payload.x")]
    [InlineData("payload.x != 1", "no such field payload.x")]
    [InlineData("payload.nested.x.y == 1", "no such field payload.nested.x")]
    [InlineData("payload.nested['x'] == 1", "no such field 'x' in payload.nested['x']")]
    [InlineData("payload.mount.x == 1", "no such field payload.mount.x: what stands before .x is string, not map")]
    [InlineData("payload.nothing.x == 1", "no such field payload.nothing.x: what stands before .x is null, not map")]
    [InlineData("payload.tags[2] == 'x'", "no item 2 in payload.tags[2]: the list has 2")]
    [InlineData("payload.tags[-1] == 'x'", "no item -1 in payload.tags[-1]: the list has 2")]
    [InlineData("cause_id == 'x'", "cause_id has no value")]
    [InlineData("has(payload.nope.x)", "no such field payload.nope")]
    [InlineData("has(payload.mount.x)", "no such field payload.mount.x: what stands before .x is string, not map")]
    [InlineData("payload.x", "no such field payload.x")]
    public void Is_an_error_that_names_it(string text, string message)
    {
        var verdict = Example.Parsed(text).Evaluate(Example.Scope);

        Assert.Equal(message, verdict.Message);
        Assert.False(verdict.IsTrue);
        Assert.False(verdict.IsFalse);
    }

    [Theory]
    [InlineData("has(payload.mount) && !has(payload.x) && has(payload.nested.a.b) && has(payload.nothing)")]
    [InlineData("has(payload.x) ? payload.x == 1 : payload.value == 92")]
    [InlineData("!has({'a': 1}.b) && has({'a': 1}.a)")]
    public void Can_be_asked_for(string text) => Assert.Equal("true", Example.Verdict(text));

    [Fact]
    public void A_default_verdict_is_no_match() => Assert.False(default(Verdict).IsTrue);
}
