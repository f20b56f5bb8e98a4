using Aios.Platform.Hocon;

namespace Aios.Platform.Tests.Hocon;

public sealed class HoconParseSpecs
{
    [Theory]
    [InlineData("a = 1, b : x", "{a: 1, b: x}")]
    [InlineData("{ a { b = 1 } }", "{a: {b: 1}}")]
    [InlineData("a.b.c = 1\na.b.d = 2", "{a: {b: {c: 1, d: 2}}}")]
    [InlineData("a.\"b.c\" = 1", "{a: {b.c: 1}}")]
    [InlineData("a b.c = 1", "{a b: {c: 1}}")]
    [InlineData("1.5 = x", "{1: {5: x}}")]
    [InlineData("a = 1 # note\n// other\nb = 2", "{a: 1, b: 2}")]
    [InlineData("a = /usr/bin/x -n 1e+5 ", "{a: /usr/bin/x -n 1e+5}")]
    [InlineData("a = one \"two\"  three", "{a: 'one two  three'}")]
    [InlineData("a = \"\\u00e9\\n\\\"\"", "{a: 'é\n\"'}")]
    [InlineData("a = \"\"\"one\n\"two\" \\n\"\"\"\"", "{a: 'one\n\"two\" \\n\"'}")]
    [InlineData("a = [1, 2\n3\n,4,]", "{a: [1, 2, 3, 4]}")]
    [InlineData("a = [1] [2]", "{a: [1, 2]}")]
    [InlineData("a = {x = 1} {x = 2, y = 3}", "{a: {x: 2, y: 3}}")]
    [InlineData("a = {x = {y = 1}}\na = {x = {z = 2}}", "{a: {x: {y: 1, z: 2}}}")]
    [InlineData("a = {x = 1}\na = 2", "{a: 2}")]
    [InlineData("a = 2\na = {x = 1}", "{a: {x: 1}}")]
    [InlineData("a = null\nb = \"null\"", "{a: null, b: 'null'}")]
    [InlineData("a += 1\na += 2", "{a: [1, 2]}")]
    [InlineData("a = [0]\na += {b = 1}", "{a: [0, {b: 1}]}")]
    [InlineData("\uFEFF{\"a\": [true, null, -1.5e3, {\"b\": \"\"}]}\r\n", "{a: [true, null, -1.5e3, {b: ''}]}")]
    [InlineData("include = 1\nincludes { x = 2 }", "{include: 1, includes: {x: 2}}")]
    [InlineData("", "{}")]
    [InlineData("{}", "{}")]
    public void Text_is_read_as_the_specification_says(string text, string expected) => Assert.Equal(expected, Sample.Shown(text));

    [Fact]
    public void A_playbook_is_read_with_line_and_column_on_every_value()
    {
        var root = Sample.Read(
            "playbook {\n  id = disk-cleanup\n  on { when = \"payload.mount == '/'\", group-by = [payload.mount] }\n  timeout = 30s\n}\n"
        );

        Assert.Equal(new HoconOrigin("test.conf", 2, 8), root.Find("playbook.id")!.Origin);
        Assert.Equal(new HoconOrigin("test.conf", 4, 3), ((HoconObject)root.Find("playbook")!).KeyOrigin("timeout"));
        Assert.Equal(new HoconOrigin("test.conf", 3, 51), ((HoconArray)root.Find("playbook.on.group-by")!).Items[0].Origin);
        Assert.Equal("30s", ((HoconScalar)root.Find("playbook.timeout")!).Text);
    }

    [Fact]
    public void An_absent_path_finds_nothing()
    {
        var root = Sample.Read("a { b = 1 }");

        Assert.Null(root.Find("a.c"));
        Assert.Null(root.Find("a.b.c"));
        Assert.NotNull(root.Find("\"a\".b"));
    }

    [Theory]
    [InlineData("a = 1\ninclude \"other.conf\"", 2, 1, "'include' is not allowed")]
    [InlineData("include url(\"http://x\")", 1, 1, "'include' is not allowed")]
    [InlineData("include required(file(\"x\"))", 1, 1, "'include' is not allowed")]
    [InlineData("a = url(\"http://x\")", 1, 5, "'url(' is not allowed")]
    [InlineData("a = *", 1, 5, "found '*' where a value is expected; put the text in quotes")]
    [InlineData("a = x@y", 1, 6, "found '@' inside an unquoted value")]
    [InlineData("a =\n", 2, 1, "found the end of the text where a value is expected")]
    [InlineData("a\nb = 1", 1, 2, "found the end of the line after the key 'a'; allowed are '=', ':', '+=' or '{'")]
    [InlineData("a { b = 1", 1, 3, "the '{' opened here is not closed")]
    [InlineData("a = [1, 2", 1, 5, "the '[' opened here is not closed")]
    [InlineData("a = [1, , 2]", 1, 9, "found ',' where a value is expected")]
    [InlineData("a = 1 }", 1, 7, "found '}' after a value")]
    [InlineData("{a = 1} x", 1, 9, "found 'x' after the end of the outermost object")]
    [InlineData("[1]", 1, 1, "the outermost value must be an object")]
    [InlineData("a = \"x\ny\"", 1, 5, "the quote opened here is not closed before the end of the line")]
    [InlineData("a = \"\"\"x", 1, 5, "the \"\"\" opened here is not closed")]
    [InlineData("a = \"\\q\"", 1, 6, "is no escape; allowed are")]
    [InlineData("a = \"\\u12\"", 1, 6, "four hexadecimal digits")]
    [InlineData("a..b = 1", 1, 1, "a name is missing after 'a.'")]
    [InlineData(".a = 1", 1, 1, "a name is missing")]
    [InlineData("a = ${b", 1, 8, "found the end of the text in the substitution opened at line 1, column 5")]
    [InlineData("a = [1] {b = 2}", 1, 9, "an object cannot stand beside a list")]
    [InlineData("a = x {b = 2}", 1, 7, "an object cannot stand beside a text")]
    public void A_fault_names_what_was_found_and_what_is_allowed(string text, int line, int column, string words)
    {
        var fault = Sample.Fault(text);

        Assert.Equal(new HoconOrigin("test.conf", line, column), fault.Origin);
        Assert.Contains(words, fault.Fault);
        Assert.StartsWith($"test.conf:{line}:{column}: ", fault.Message);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.NotNull(Sample.Read(string.Concat(Enumerable.Repeat("{a=", 64)) + "1" + new string('}', 64)));
        Assert.Contains("at most 64", Sample.Fault(string.Concat(Enumerable.Repeat("a={", 200_000))).Fault);
        Assert.Contains("at most 64", Sample.Fault("a = " + new string('[', 200_000)).Fault);
        Assert.Contains("at most 64", Sample.Fault(string.Join('.', Enumerable.Repeat("a", 200_000)) + " = 1").Fault);
    }

    [Fact]
    public void Size_is_bounded() => Assert.Contains("at most 4194304", Sample.Fault("a = " + new string('x', 4 * 1024 * 1024)).Fault);

    [Fact]
    public void Many_keys_below_one_object_are_read_in_linear_time()
    {
        var text = string.Join('\n', Enumerable.Range(0, 100_000).Select(index => $"a.b{index} = 1"));

        Assert.Equal(100_000, ((HoconObject)Sample.Read(text).Find("a")!).Members.Count);
    }
}
