using System.Text.Json;
using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class BoundSpecs
{
    private const string TooLong = "error: the condition takes more than 10,000 steps";

    [Fact]
    public void A_text_has_at_most_4_KiB()
    {
        var fits = "type == '" + new string('a', 4086) + "'";
        Assert.True(Condition.Parse(fits).IsValid);
        Assert.Equal("line 1, column 1: a condition has at most 4096 bytes, this one has 4097", Example.Fault(fits + " "));
        Assert.Contains("bytes", Example.Fault("type == '" + new string('ä', 2100) + "'"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", "true", ")", 39)]
    [InlineData("!", "true", "", 39)]
    [InlineData("[", "1", "] != []", 39)]
    [InlineData("true ? true : ", "true", "", 39)]
    [InlineData("1 + ", "1", " > 0", 38)]
    public void Nesting_has_at_most_40_levels(string before, string core, string after, int levels)
    {
        var close = after.Length > 1 ? after[..1] : after;
        string Nested(int count) =>
            before is "[" or "("
                ? string.Concat(Enumerable.Repeat(before, count))
                    + core
                    + string.Concat(Enumerable.Repeat(close, count))
                    + (after.Length > 1 ? after[1..] : "")
                : string.Concat(Enumerable.Repeat(before, count)) + core + after;

        Assert.True(Condition.Parse(Nested(levels - 1)).IsValid, string.Join("; ", Condition.Parse(Nested(levels - 1)).Faults));
        Assert.EndsWith("the condition is nested deeper than 40 levels", Example.Fault(Nested(levels + 2)), StringComparison.Ordinal);
        Assert.EndsWith("the condition is nested deeper than 40 levels", Example.Fault(Nested(250)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_and_may_be_as_long_as_the_text()
    {
        var condition = Example.Parsed(string.Join("&&", Enumerable.Repeat("true", 600)));

        Assert.True(condition.Evaluate(Example.Scope).IsTrue);
    }

    [Theory]
    [InlineData("payload.many.all(a, payload.many.all(b, a == b || true))")]
    [InlineData("payload.many.exists(a, payload.many.exists(b, a + b == -1)) || true")]
    [InlineData("size(payload.many.map(a, payload.many)) > 0 && payload.many.map(a, payload.many + payload.many) != []")]
    [InlineData("payload.many.all(a, !payload.long.contains('x' + string(a)))")]
    [InlineData("payload.many.all(a, payload.long + payload.long != '')")]
    [InlineData("payload.many.all(a, payload.long == payload.long)")]
    [InlineData("payload.many.all(a, payload.many == payload.many)")]
    [InlineData("payload.many.all(a, !payload.long.matches('b+' + string(a)))")]
    [InlineData("payload.many.all(a, !(-1 in payload.many))")]
    [InlineData("payload.long.contains(payload.long + 'x')")]
    [InlineData("payload.long.matches('([a-z]{0,31}){0,31}x!')")]
    public void Evaluation_takes_at_most_10000_steps(string text)
    {
        var many = string.Join(',', Enumerable.Range(0, 3000));
        var payload = JsonElement.Parse($$"""{"many":[{{many}}],"long":"{{new string('y', 500_000)}}"}""");
        if (text.Contains("matches", StringComparison.Ordinal))
            payload = JsonElement.Parse($$"""{"many":[{{many}}],"long":"{{new string('y', 60_000)}}"}""");

        Assert.Equal(TooLong, Example.Parsed(text).Evaluate(new FakeScope { ["payload"] = Value.Of(payload) }).ToString());
    }

    [Fact]
    public void A_thousand_items_are_within_the_bound()
    {
        var payload = JsonElement.Parse($$"""{"many":[{{string.Join(',', Enumerable.Range(0, 1000))}}]}""");

        Assert.True(
            Example.Parsed("payload.many.all(a, a >= 0 && a < 1000)").Evaluate(new FakeScope { ["payload"] = Value.Of(payload) }).IsTrue
        );
    }

    [Fact]
    public void A_pattern_reads_at_most_64_Ki_characters()
    {
        var condition = Example.Parsed("type.matches('b$')");
        string Verdict(int length) =>
            condition.Evaluate(new FakeScope { ["type"] = Value.Of(new string('a', length - 1) + "b") }).ToString();

        Assert.Equal("true", Verdict(65_536));
        Assert.Equal("error: matches reads at most 65,536 characters, the text has 65537", Verdict(65_537));
    }

    [Fact]
    public void A_pattern_has_at_most_512_characters()
    {
        Assert.True(Condition.Parse($"type.matches('{new string('a', 512)}')").IsValid);
        Assert.Contains(
            "at most 512 characters, this one has 513",
            Example.Fault($"type.matches('{new string('a', 513)}')"),
            StringComparison.Ordinal
        );
    }
}
