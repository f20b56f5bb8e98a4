using Aios.Platform.Hocon;

namespace Aios.Platform.Tests.Hocon;

public sealed class HoconResolveSpecs
{
    [Theory]
    [InlineData("a = 1, b = ${a}", "{a: 1, b: 1}")]
    [InlineData("b = ${a}, a = 1", "{b: 1, a: 1}")]
    [InlineData("a = x, b = ${a}/y \"z\"", "{a: x, b: 'x/y z'}")]
    [InlineData("a = ${?gone}, b = 1", "{b: 1}")]
    [InlineData("a = 1, a = ${?gone}", "{a: 1}")]
    [InlineData("a = [${?gone}, 1]", "{a: [1]}")]
    [InlineData("a = x${?gone}y", "{a: xy}")]
    [InlineData("a = 1, a = ${a}2", "{a: 12}")]
    [InlineData("a = [1], a = ${a} [2], a = ${a} [3]", "{a: [1, 2, 3]}")]
    [InlineData("a = ${?a} [2]", "{a: [2]}")]
    [InlineData("b = [1], a = ${b}, a += 2, a += 3", "{b: [1], a: [1, 2, 3]}")]
    [InlineData("a { x = 1 }, b = ${a} { y = 2 }", "{a: {x: 1}, b: {x: 1, y: 2}}")]
    [InlineData("a { x = 1 }, b = ${a}, b { x = 2 }, b.z = 3", "{a: {x: 1}, b: {x: 2, z: 3}}")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }, bar { foo = 43 }", "{bar: {foo: 43, baz: 43}}")]
    [InlineData("foo { a { c = 1 } }, foo = ${foo.a}, foo { a = 2 }", "{foo: {a: 2, c: 1}}")]
    [InlineData("bar { a = ${foo.d}, b = 1 }, bar.b = 3, foo { c = ${bar.b}, d = 2 }, foo.d = 4", "{bar: {a: 4, b: 3}, foo: {c: 3, d: 4}}")]
    [InlineData("a = \"${b}\", c = \"\"\"${?d}\"\"\"", "{a: '${b}', c: '${?d}'}")]
    public void Substitutions_see_the_whole_tree(string text, string expected) => Assert.Equal(expected, Sample.Shown(text));

    [Theory]
    [InlineData("a = ${b}", "${b} has no value")]
    [InlineData("a = ${a}", "${a} has no value")]
    [InlineData("a = ${a.b.c}, a { b { c = 1 } }", "${a.b.c} has no value")]
    [InlineData("a = ${b}, b = ${a}", "in a circle: ${b} → ${a}")]
    [InlineData("a = ${b}x, b = ${c.d}y, c { d = ${a}z }", "in a circle: ${b} → ${c.d} → ${a}")]
    [InlineData("a { b = 1, c = ${a} }", "contains itself")]
    [InlineData("a = [1], b = ${a} x", "a text cannot stand beside a list")]
    [InlineData("a = 1, b = ${a}, b += 2", "'+=' adds to a list, but the key has a text")]
    public void What_cannot_be_resolved_is_refused_with_its_path(string text, string words) =>
        Assert.Contains(words, Sample.Fault(text).Fault);

    [Fact]
    public void The_environment_is_asked_only_for_what_the_tree_does_not_have()
    {
        var asked = new List<string>();
        var tree = Platform.Hocon.Hocon.Parse("here = 1, a = ${here}, b = ${HOME}/x, c = ${?GONE}", "test.conf");

        var root = Platform.Hocon.Hocon.Resolve(
            tree,
            name =>
            {
                asked.Add(name);
                return name == "HOME" ? "/home/ann" : null;
            }
        );

        Assert.Equal("{here: 1, a: 1, b: /home/ann/x}", Sample.Show(root));
        Assert.Equal(["HOME", "GONE"], asked);
    }

    [Fact]
    public void Files_are_laid_over_one_another_and_resolved_afterwards()
    {
        var module = Platform.Hocon.Hocon.Parse("aios { base = 1s, limit = ${aios.base}, folders = [\"/tmp\"], kept = 1 }", "module.conf");
        var profile = Platform.Hocon.Hocon.Parse("aios { base = 2s\n folders += \"/var\" }", "profile.conf");

        var merged = Platform.Hocon.Hocon.Merge(profile, module);

        Assert.Equal(
            "{aios: {base: 2s, limit: 2s, folders: ['/tmp', '/var'], kept: 1}}",
            Sample.Show(Platform.Hocon.Hocon.Resolve(merged))
        );
        Assert.Equal("profile.conf", merged.Find("aios.base")!.Origin.File);
        Assert.Equal("module.conf", merged.Find("aios.kept")!.Origin.File);
        Assert.Equal("{aios: {base: 1s, limit: 1s, folders: ['/tmp'], kept: 1}}", Sample.Show(Platform.Hocon.Hocon.Resolve(module)));
    }

    [Fact]
    public void Unfolding_is_bounded()
    {
        var texts =
            "a0 = xxxxxxxxxx\n"
            + string.Join('\n', Enumerable.Range(1, 60).Select(index => $"a{index} = ${{a{index - 1}}}${{a{index - 1}}}"));
        var trees =
            "a0 {x = 1}\n"
            + string.Join('\n', Enumerable.Range(1, 60).Select(index => $"a{index} {{l = ${{a{index - 1}}}, r = ${{a{index - 1}}}}}"));
        var chain = string.Join('\n', Enumerable.Range(0, 10_000).Select(index => $"a{index} = ${{a{index + 1}}}"));

        Assert.Contains("unfold to more than", Sample.Fault(texts).Fault);
        Assert.Contains("unfold to more than", Sample.Fault(trees).Fault);
        Assert.Contains("wait for one another", Sample.Fault(chain).Fault);
    }
}
