using System.Text.Json;
using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class LazinessSpecs
{
    [Fact]
    public void Only_the_fields_that_are_selected_are_read()
    {
        var disk = new FakeMap(new() { ["free"] = Value.Of(5), ["used"] = Value.Of(7) });
        var scope = new FakeScope { ["sensor"] = Value.Of(new FakeMap(new() { ["disk"] = Value.Of(disk) })) };

        Assert.True(
            Example.Parsed("sensor.disk.free == 5 || sensor.disk.used == 7", ConditionEnvironment.Verification).Evaluate(scope).IsTrue
        );
        Assert.Equal(["free"], disk.Asked);
    }

    [Theory]
    [InlineData("type == 'resource.disk_low' && payload.value > 90")]
    [InlineData("payload.mount == '/' && severity >= warn && !(payload.load > 2)")]
    [InlineData("payload.nope == 1")]
    [InlineData("has(payload.nested.a.b) && payload.value in [90, 91, 92]")]
    [InlineData("timestamp > timestamp('2020-01-01T00:00:00Z') && payload.big > quantity('1KiB')")]
    public void Scalars_are_compared_without_allocation(string text)
    {
        var condition = Example.Parsed(text);
        condition.Evaluate(Example.Scope);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            condition.Evaluate(Example.Scope);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("payload.lone == 'x'", "false")]
    [InlineData("payload.lone != payload.mount", "true")]
    [InlineData("payload.lone < 'x'", "error: a string is not valid Unicode")]
    [InlineData("payload.lone in payload", "error: a string is not valid Unicode")]
    [InlineData("payload[payload.lone] == 1", "error: a string is not valid Unicode")]
    public void A_string_that_is_no_text_disturbs_nothing_else(string text, string verdict)
    {
        Assert.Equal(verdict, Example.Verdict(text));
        Assert.NotEqual("", Example.Parsed(text).Explain(Example.Scope));
    }

    [Fact]
    public void A_field_whose_name_is_no_text_disturbs_nothing_else()
    {
        var scope = new FakeScope { ["payload"] = Value.Of(JsonElement.Parse("""{"a":1,"\ud800":2}""")) };

        Assert.True(Example.Parsed("payload.a == 1").Evaluate(scope).IsTrue);
        Assert.Equal("no such field payload.bcdefg", Example.Parsed("payload.bcdefg == 1").Evaluate(scope).Message);
        Assert.False(Example.Parsed("payload == payload").Evaluate(scope).IsTrue);
    }

    [Fact]
    public void One_condition_serves_many_threads()
    {
        var condition = Example.Parsed("payload.tags.exists(t, t.matches(payload.tags[0])) && [1, 2].map(x, x + seq) == [43, 44]");

        Parallel.For(0, 2000, _ => Assert.True(condition.Evaluate(Example.Scope).IsTrue));
    }
}
