using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class ExplainSpecs
{
    [Theory]
    [InlineData("type != '' && payload.mount == '/home'", "payload.mount == '/home' : payload.mount is '/'")]
    [InlineData("payload.value > 95", "payload.value > 95 : payload.value is 92")]
    [InlineData("severity >= error && seq == 42", "severity >= error : severity is 1")]
    [InlineData(
        "seq == 42 && (payload.value > 95 || payload.ok == false) && true",
        "(payload.value > 95 || payload.ok == false) : payload.value is 92, payload.ok is true"
    )]
    [InlineData("seq == 42 && (true && seq > 50)", "seq > 50 : seq is 42")]
    [InlineData("payload.x == 1", "payload.x == 1 : no such field payload.x")]
    [InlineData("payload.x == 1 && seq == 1", "seq == 1 : seq is 42")]
    [InlineData("payload.x == 1 && seq == 42", "payload.x == 1 : no such field payload.x")]
    [InlineData("!(payload.mount in ['/'])", "!(payload.mount in ['/']) : payload.mount is '/'")]
    [InlineData("payload.numbers.all(n, n > seq)", "payload.numbers.all(n, n > seq) : payload.numbers is [1, 2, 3, 4.5], seq is 42")]
    [InlineData(
        "payload.nested[payload.mount] == 1",
        "payload.nested[payload.mount] == 1 : no such field '/' in payload.nested[payload.mount], payload.mount is '/'"
    )]
    [InlineData(
        "payload.value + payload.load > 1.0",
        "payload.value + payload.load > 1.0 : payload.value is 92, payload.load is 1.5, + is not defined for int and double; write int(…) or double(…)"
    )]
    [InlineData(
        "timestamp < timestamp('2020-01-01T00:00:00Z')",
        "timestamp < timestamp('2020-01-01T00:00:00Z') : timestamp is 2026-01-01T00:00:00Z"
    )]
    [InlineData("payload.nothing != null", "payload.nothing != null : payload.nothing is null")]
    [InlineData("false", "false")]
    public void Names_the_first_failing_part_and_what_it_read(string text, string reason) =>
        Assert.Equal(reason, Example.Parsed(text).Explain(Example.Scope));

    [Fact]
    public void Has_nothing_to_say_when_the_condition_holds() => Assert.Null(Example.Parsed("payload.ok").Explain(Example.Scope));

    [Fact]
    public void Long_values_are_cut_and_control_characters_escaped()
    {
        var scope = new FakeScope { ["type"] = Value.Of("a\u001b[31m\n" + new string('x', 10_000)) };

        var reason = Example.Parsed("type == ''").Explain(scope);

        Assert.StartsWith(@"type == '' : type is 'a\u001b[31m\nxxx", reason, StringComparison.Ordinal);
        Assert.True(reason!.Length < 120, reason);
    }

    [Fact]
    public void Values_of_maps_and_lists_are_shown_as_literals()
    {
        var scope = new FakeScope { ["payload"] = Example.Scope["payload"] };
        var condition = Example.Parsed("{'a': [1, 'b']}.a == payload.nested");

        Assert.EndsWith(
            """payload.nested is { "a": { "b": 7 }, "package": 1, "with space": 2 }""",
            condition.Explain(scope),
            StringComparison.Ordinal
        );
        Assert.Equal("{'a': [1, 'b'], 'c': null}", Map(("a", Value.Of([Value.Of(1), Value.Of("b")])), ("c", Value.Null)).ToString());
    }

    private static Value Map(params (string Key, Value Value)[] fields) =>
        Value.Of(new FakeMap(fields.ToDictionary(each => each.Key, each => each.Value)));
}
