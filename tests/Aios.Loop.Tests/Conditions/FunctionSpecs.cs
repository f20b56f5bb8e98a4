namespace Aios.Loop.Tests.Conditions;

public sealed class FunctionSpecs
{
    [Theory]
    [InlineData("size('äö😀') == 3 && size(payload.accent) == 3 && payload.accent.size() == 3 && size('') == 0")]
    [InlineData("size(payload.tags) == 2 && payload.nested.size() == 3 && size([]) == 0 && size({'a': 1}) == 1")]
    [InlineData("type.startsWith('resource.') && !type.startsWith('Resource') && type.startsWith('')")]
    [InlineData("payload.text.endsWith('sda1') && payload.text.contains('full on') && !payload.text.contains('FULL')")]
    [InlineData("payload.text.matches('^disk .*sd[a-z][0-9]$') && !payload.text.matches('^full') && payload.text.matches('f.ll')")]
    [InlineData("payload.text.matches('f' + 'ull') && payload.text.matches(payload.tags[0])")]
    [InlineData(@"'a.b'.matches(r'a\.b') && !'axb'.matches(r'a\.b') && 'a.b'.matches('a\\.b')")]
    [InlineData("int(1.9) == 1 && int(-1.9) == -1 && int('-12') == -12 && int(payload.load) == 1 && int(5) == 5")]
    [InlineData("double(2) == 2.0 && double('2.5e3') == 2500.0 && double(1.5) == 1.5")]
    [InlineData(
        "string(12) == '12' && string(1.5) == '1.5' && string(true) == 'true' && string('a') == 'a' && string(payload.mount) == '/'"
    )]
    [InlineData("int('9223372036854775807') == 9223372036854775807 && int(timestamp) == 1767225600")]
    [InlineData(
        "quantity('10GiB') == 10737418240 && quantity('1.5 MB') == 1500000 && quantity('4096') == 4096 && quantity('2KiB') == 2048"
    )]
    [InlineData("quantity('1kB') == 1000 && quantity('3B') == 3 && quantity('0.5PiB') > quantity('100TB')")]
    [InlineData("has_word(payload.text, 'FULL') && has_word(payload.text, 'disk') && has_word(payload.text, 'sda1')")]
    [InlineData(
        "!has_word(payload.text, 'ful') && !has_word(payload.text, 'sda') && !has_word('over_full', 'full') && has_word('fully full', 'full')"
    )]
    public void Holds(string text) => Assert.Equal("true", Example.Verdict(text));

    [Theory]
    [InlineData("int(payload.huge) > 0", "int(1.8446744073709552e+19) is out of range")]
    [InlineData("int(payload.mount) > 0", "int('/') is no whole number of 64 bits")]
    [InlineData("double(payload.mount) > 0", "double('/') is no number")]
    [InlineData("int(payload.tags) > 0", "int(x) needs int, double, string or timestamp, found list")]
    [InlineData("payload.value.startsWith('9')", "text.startsWith(prefix) needs string, found int")]
    [InlineData("payload.value.matches('9')", "matches reads string, found int")]
    [InlineData("payload.text.matches('(' + payload.mount)", "Invalid pattern '(/' at offset 2. Not enough )'s.")]
    [InlineData("quantity(payload.mount) > 0", "quantity('/'): starts with a number of at most 20 digits, like 10GiB")]
    [InlineData("has_word(payload.text, payload.text.matches('x') ? 'a' : '')", "has_word needs a word of 1 to 128 characters, found 0")]
    [InlineData("size(payload.lone) == 1", "a string is not valid Unicode")]
    public void Is_an_error(string text, string message) => Assert.Equal($"error: {message}", Example.Verdict(text));

    [Theory]
    [InlineData("quantity('10GB!') > 0", "quantity('10GB!'): the unit is one of B, kB, KB, MB, GB, TB, PB, KiB, MiB, GiB, TiB, PiB")]
    [InlineData("quantity('9000000PB') > 0", "quantity('9000000PB'): does not fit 64 bits")]
    [InlineData("int('abc') > 0", "int('abc') is no whole number of 64 bits")]
    [InlineData("quantity(5) > 0", "quantity('10GiB') needs string, found int")]
    [InlineData("size(5) > 0", "size(x) needs string, list or map, found int")]
    [InlineData("size() > 0", "the call is written size(x)")]
    [InlineData("has_word('a')", "the call is written has_word(text, 'word')")]
    [InlineData("type.startsWith() ", "the call is written text.startsWith(prefix)")]
    [InlineData("type.startsWith(5)", "text.startsWith(prefix) needs string, found int")]
    [InlineData("has(payload)", "has asks for a field, as in has(payload.mount)")]
    [InlineData("has(payload['a'])", "has asks for a field, as in has(payload.mount)")]
    [InlineData("type.matches('a(')", "Invalid pattern 'a(' at offset 2. Not enough )'s.")]
    [InlineData("type.matches('(?=a)')", "a pattern has no look-around, back-reference, condition or atomic group: '(?=a)'")]
    [InlineData(@"type.matches(r'(a)\1')", @"a pattern has no look-around, back-reference, condition or atomic group: '(a)\\1'")]
    [InlineData("type.matches('(a{100}){100}')", "the repetitions of the pattern expand to more than 1000 characters: '(a{100}){100}'")]
    [InlineData("type.matches('a{9999999999}')", "the repetitions of the pattern expand to more than 1000 characters: 'a{9999999999}'")]
    [InlineData("[1, 'a', 2][true] == 1", "an index is a string (of a map) or an int (of a list), found bool")]
    [InlineData("{'a': 1, 'a': 2} == {}", "the map has the key 'a' twice")]
    [InlineData("{5: 1} == {}", "the key of a map is a string, found int")]
    public void A_fault_in_constants_shows_at_parse(string text, string message) =>
        Assert.EndsWith($": {message}", Example.Fault(text), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "now() > 1",
        "unknown function 'now'; functions are has, size, int, double, string, duration, timestamp, quantity, has_word"
    )]
    [InlineData(
        "startsWith(type, 'a')",
        "unknown function 'startsWith' (a method is written text.startsWith(prefix)); functions are has, size, int, double, string, duration, timestamp, quantity, has_word"
    )]
    [InlineData(
        "type.lower() == 'a'",
        "unknown method 'lower'; methods are startsWith, endsWith, contains, size, matches, all, exists, exists_one, filter, map"
    )]
    public void An_unknown_one_is_answered_with_the_known_ones(string text, string message) =>
        Assert.EndsWith($": {message}", Example.Fault(text), StringComparison.Ordinal);
}
