namespace Aios.Loop.Tests.Conditions;

public sealed class OperatorSpecs
{
    [Theory]
    [InlineData("payload.mount == '/'")]
    [InlineData("payload.mount != '/home'")]
    [InlineData("payload.value > 90 && payload.value >= 92 && payload.value < 93 && payload.value <= 92")]
    [InlineData("severity >= warn && severity < error && critical == 3 && info == 0")]
    [InlineData("priority <= P1 && P3 == 3 && P0 == 0")]
    [InlineData("'disk' in payload.tags && !('cpu' in payload.tags)")]
    [InlineData("'mount' in payload && !('nope' in payload)")]
    [InlineData("2.0 in payload.numbers && null in payload.mixed")]
    [InlineData("7 + 2 == 9 && 7 - 2 == 5 && 7 * 2 == 14 && 7 / 2 == 3 && 7 % 2 == 1")]
    [InlineData("-7 / 2 == -3 && -7 % 2 == -1")]
    [InlineData("1.5 + 0.5 == 2.0 && 3.0 - 0.5 == 2.5 && 1.5 * 2.0 == 3.0 && 3.0 / 2.0 == 1.5")]
    [InlineData("-payload.value == -92 && - -5 == 5 && -(2 + 3) == -5 && !!true")]
    [InlineData("'a' + 'b' == 'ab' && [1] + [2, 3] == [1, 2, 3]")]
    [InlineData("payload.tags + ['x'] == ['disk', 'root', 'x']")]
    [InlineData("payload.ok ? payload.value == 92 : false")]
    [InlineData("payload.nested.a.b == 7 && payload['nested']['a'].b == 7 && payload.nested['with space'] == 2")]
    [InlineData("payload.nested.package == 1")]
    [InlineData("payload.tags[1] == 'root' && payload.tags[0.0] == 'disk' && [1, 2][1] == 2 && {'a': 5}['a'] == 5 && {'a': 5}.a == 5")]
    [InlineData("payload.nested == {'a': {'b': 7.0}, 'with space': 2, 'package': 1}")]
    [InlineData("payload.nested.a == payload['nested'].a && payload.tags == payload.tags && payload.mount == payload['mount']")]
    [InlineData("[1, [2, 'x']] == [1.0, [2, 'x']] && [1] != [1, 2] && [] == []")]
    [InlineData("payload.nothing == null && payload.mount != null && null == null")]
    [InlineData("'a' < 'b' && 'a' < 'aa' && 'Z' < 'a' && '\\uFFFD' < '\\U0001F600' && false < true")]
    [InlineData("1.0 / 0.0 > 1.0e308 && 0.0 / 0.0 != 0.0 / 0.0 && !(0.0 / 0.0 < 1)")]
    public void Holds(string text) => Assert.Equal("true", Example.Verdict(text));

    [Theory]
    [InlineData("payload.mount == 5")]
    [InlineData("payload.value == '92'")]
    [InlineData("payload.ok == 1")]
    [InlineData("payload.tags == ['root', 'disk']")]
    [InlineData("payload.nested == {'a': 1}")]
    [InlineData("payload.value in payload")]
    [InlineData("payload.nothing == 0")]
    public void Does_not_hold(string text) => Assert.Equal("false", Example.Verdict(text));

    [Theory]
    [InlineData("9223372036854775807 + payload.numbers[0] > 0", "int overflow")]
    [InlineData("-9223372036854775808 - payload.numbers[0] < 0", "int overflow")]
    [InlineData("payload.big * payload.big > 0", "int overflow")]
    [InlineData("-(-9223372036854775808 + payload.value - 92) > 0", "int overflow")]
    [InlineData("-9223372036854775808 / (payload.value - 93) > 0", "int overflow")]
    [InlineData("payload.value / 0 == 1", "division by zero")]
    [InlineData("payload.value % 0 == 1", "modulus by zero")]
    [InlineData("payload.value + payload.load > 1.0", "+ is not defined for int and double; write int(…) or double(…)")]
    [InlineData("payload.load % payload.load == 1", "% is not defined for double and double")]
    [InlineData("payload.mount + payload.value == 'x'", "+ is not defined for string and int")]
    [InlineData("payload.mount < payload.value", "< is not defined for string and int")]
    [InlineData("payload.tags < payload.tags", "< is not defined for list and list")]
    [InlineData("!payload.mount", "! needs bool, found string")]
    [InlineData("-payload.mount == 1", "unary - needs int or double, found string")]
    [InlineData("payload.value ? true : false", "?: needs bool before the question mark, found int")]
    [InlineData("1 in payload.mount", "in needs a list or a map on its right, found string")]
    [InlineData("payload.mount", "a condition is bool, this is string")]
    [InlineData("payload.mount && payload.value > 1", "&& needs bool on both sides, found string")]
    [InlineData("payload.nested[1] == 1", "a map is indexed by string, not by int, in payload.nested[1]")]
    [InlineData("payload.tags['a'] == 1", "a list is indexed by int, not by string, in payload.tags['a']")]
    [InlineData("payload.mount[0] == 1", "string has no index, only map and list do, in payload.mount[0]")]
    public void Is_an_error(string text, string message) => Assert.Equal($"error: {message}", Example.Verdict(text));

    [Fact]
    public void The_smallest_int_divided_by_minus_one_leaves_no_rest() =>
        Assert.Equal("true", Example.Verdict("-9223372036854775808 % (payload.value - 93) == 0"));
}
