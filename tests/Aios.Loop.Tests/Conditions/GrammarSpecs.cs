namespace Aios.Loop.Tests.Conditions;

public sealed class GrammarSpecs
{
    [Theory]
    [InlineData("true")]
    [InlineData("  true // a remark\n  && true\t")]
    [InlineData("0x1F == 31 && 0XfF == 255 && 1e3 == 1000.0 && 1.5E-1 == 0.15 && .5 == 0.5 && 1e+2 == 100.0")]
    [InlineData("-9223372036854775808 < 0 && -0x8000000000000000 < 0 && 9223372036854775807 > 0")]
    [InlineData("'it\\'s' == \"it's\" && 'a\\n\\t\\\\' != '' && '\\x41\\u0042\\U00000043\\104' == 'ABCD' && '\\?\\`\\\"' == '?`\"'")]
    [InlineData(@"r'\n' == '\\n' && R""\d"" == '\\d'")]
    [InlineData("[1, 2,] == [1, 2] && {'a': 1,} == {'a': 1} && [] == [] && {} == {}")]
    [InlineData("{'a' + 'b': 1}.ab == 1 && [payload.value][0] == 92")]
    [InlineData("((((true))))")]
    [InlineData("payload . mount == '/' && payload [ 'mount' ] == '/'")]
    public void Is_read(string text) => Assert.Equal("true", Example.Verdict(text));

    [Theory]
    [InlineData("", "line 1, column 1: the condition is empty; what always holds is written true")]
    [InlineData("type = 'a'", "line 1, column 6: '=' is no operator; equality is '=='")]
    [InlineData("true & true", "line 1, column 6: '&' is no operator; and is '&&'")]
    [InlineData("true | true", "line 1, column 6: '|' is no operator; or is '||'")]
    [InlineData("true &&\n  (type == 'a'", "line 2, column 15: found the end, expected ')'")]
    [InlineData("true true", "line 1, column 6: found 'true', expected an operator or the end")]
    [InlineData("true &&", "line 1, column 8: found the end, expected a value: a name, a literal, '(', '[', '{', '!' or '-'")]
    [InlineData("== 1", "line 1, column 1: found '==', expected a value: a name, a literal, '(', '[', '{', '!' or '-'")]
    [InlineData("payload. == 1", "line 1, column 10: found '==', expected the name of a field")]
    [InlineData("payload.in == 1", "line 1, column 9: found 'in', expected a field; this one is read with ['in']")]
    [InlineData("[1, 2 == 1", "line 1, column 11: found the end, expected ',' or ']'")]
    [InlineData("{'a' 1} == 1", "line 1, column 6: found '1', expected ':'")]
    [InlineData("true ? true", "line 1, column 12: found the end, expected ':'")]
    [InlineData("type == 'abc", "line 1, column 9: the string that starts here has no closing '")]
    [InlineData("type == 'a\nb'", "line 1, column 11: a string ends on the line where it starts; a line break is written \\n")]
    [InlineData("type == b'a'", "line 1, column 9: byte strings are not part of the language; write '…' or r'…'")]
    [InlineData("type == '''a'''", "line 1, column 9: strings in triple quotes are not part of the language; write '…', \"…\" or r'…'")]
    [InlineData("seq == 5u", "line 1, column 8: unsigned integers are not part of the language; leave out the u")]
    [InlineData(
        "seq > 10GiB",
        "line 1, column 7: '10GiB' is neither a number nor a name; amounts are written quantity('10GiB') or duration('5m')"
    )]
    [InlineData("seq == 9223372036854775808", "line 1, column 8: 9223372036854775808 does not fit an int of 64 bits")]
    [InlineData("seq == -9223372036854775809", "line 1, column 8: 9223372036854775809 does not fit an int of 64 bits")]
    [InlineData(
        "Event{a: 1} == 1",
        "line 1, column 1: 'Event{' would make a message, which is not part of the language; a map is written {'key': value}"
    )]
    [InlineData("while == 1", "line 1, column 1: 'while' is a reserved word and no value")]
    [InlineData("type == `a`", "line 1, column 9: names in backquotes are not part of the language; write a['x']")]
    [InlineData("type == ä", "line 1, column 9: 'ä' has no meaning here")]
    public void Is_refused_where_it_goes_wrong(string text, string fault) => Assert.Equal(fault, Example.Fault(text));

    [Fact]
    public void An_unknown_escape_is_answered_with_the_known_ones()
    {
        Assert.StartsWith("line 1, column 10: no such escape; allowed are \\\\ ", Example.Fault(@"type == '\d'"), StringComparison.Ordinal);
        Assert.Contains("no such escape", Example.Fault(@"type == '\ud800'"), StringComparison.Ordinal);
        Assert.Contains("no such escape", Example.Fault(@"type == '\u12'"), StringComparison.Ordinal);
        Assert.Contains("no such escape", Example.Fault(@"type == '\"), StringComparison.Ordinal);
    }
}
