using Aios.Loop.Surface.Verbs;
using Aios.Node.Composition;
using Aios.Node.Inspection;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Inspection;

public sealed class ActorVerbSpecs
{
    [Fact]
    public async Task Mailboxes_are_counted_between_two_looks_the_fullest_first()
    {
        await using var node = new RunningNode();
        var asked = node.Ask("actor mailbox", """{"window":500}""");
        await node.Clock.WaitForTimer(TimeSpan.FromMilliseconds(500));
        node.Clock.Advance(TimeSpan.FromMilliseconds(500));

        var items = (await asked).OfType<InspectionAnswer.Item>().Select(item => item.Value).ToList();

        Assert.All(items, item => SchemaCheck.Assert("aios.mailboxes/1", item));
        Assert.Equal(
            ["/user/aios/journal", "/user/aios", "/user/aios/sensors/disk"],
            items.Select(item => item.GetProperty("path").GetString())
        );
        Assert.Equal((20, 2, 1), (Number(items[0], "per_second"), Number(items[0], "mailbox"), Number(items[0], "refused")));
        Assert.Equal("""[{"priority":0,"waiting":2},{"priority":3,"waiting":0}]""", items[0].GetProperty("bands").GetRawText());
    }

    [Theory]
    [InlineData("sensors/disk")]
    [InlineData("/user/aios/sensors/disk")]
    [InlineData("sensors/disk/")]
    public async Task An_actor_is_found_below_the_node_or_by_its_whole_path(string path)
    {
        await using var node = new RunningNode();
        var item = Assert.Single((await node.Ask("actor path", $$"""{"path":"{{path}}"}""")).OfType<InspectionAnswer.Item>()).Value;
        Assert.Equal("/user/aios/sensors/disk", item.GetProperty("path").GetString());
        Assert.True(item.GetProperty("suspended").GetBoolean());
        Assert.Equal("IOException: no such device", item.GetProperty("last_failure").GetString());
    }

    [Theory]
    [InlineData("actor path", "jurnal", "no actor runs at '/user/aios/jurnal'; did you mean /user/aios/journal?")]
    [InlineData("actor mailbox", "/somewhere/else/far", "no actor runs at '/somewhere/else/far'; 'aios actor hierarchy' lists them")]
    [InlineData("actor hierarchy", "jurnal", "did you mean /user/aios/journal?")]
    public async Task A_path_where_nobody_is_gets_a_hint(string verb, string path, string expected)
    {
        await using var node = new RunningNode();
        var end = Assert.IsType<InspectionAnswer.End>(Assert.Single(await node.Ask(verb, $$"""{"path":"{{path}}"}""")));
        Assert.Equal(ExitCode.Failed, end.Code);
        Assert.Contains(expected, end.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("actor hierarchy", "{}")]
    [InlineData("actor path", """{"path":"journal"}""")]
    [InlineData("actor mailbox", "{}")]
    public async Task Where_the_engine_shows_no_actors_the_verb_fails_and_says_so(string verb, string arguments)
    {
        await using var node = new RunningNode(inspector: new NoInspector());
        var end = Assert.IsType<InspectionAnswer.End>(Assert.Single(await node.Ask(verb, arguments)));
        Assert.Equal(
            (ExitCode.Failed, "the actors of this node cannot be shown: its actor engine offers no look at them"),
            (end.Code, end.Error)
        );
    }

    private static double Number(System.Text.Json.JsonElement item, string member) => item.GetProperty(member).GetDouble();
}
