using Aios.Node.Output;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Output;

public sealed class GridSpecs
{
    private static readonly Column[] Columns =
    [
        new("id"),
        new("state"),
        new("age", 1) { IsRight = true },
        new("title", 2) { IsProse = true },
    ];

    private static readonly IReadOnlyList<Cell> Row =
    [
        "researcher-1-0a1b2c3d4e",
        "running",
        "3 m",
        "Looks up what others found out about it",
    ];

    [Theory]
    [InlineData(
        120,
        "id                       state    age  title\nresearcher-1-0a1b2c3d4e  running  3 m  Looks up what others found out about it\n"
    )]
    [InlineData(60, "id                       state    age  title\nresearcher-1-0a1b2c3d4e  running  3 m  Looks up what others…\n")]
    [InlineData(50, "id                       state    age\nresearcher-1-0a1b2c3d4e  running  3 m\n")]
    [InlineData(35, "id                       state\nresearcher-1-0a1b2c3d4e  running\n")]
    [InlineData(30, "id     researcher-1-0a1b2c3d4e\nstate  running\nage    3 m\ntitle  Looks up what others found out about it\n\n")]
    public void Prose_is_cut_then_the_least_columns_go_and_ids_stay_whole(int width, string expected)
    {
        var text = Render(width, page => Grid.Write(page, Columns, [Row]));
        Assert.Equal(expected, text);
    }

    [Fact]
    public void In_a_terminal_a_table_has_borders_and_still_fits()
    {
        var text = Render(60, page => Grid.Write(page, Columns, [Row]), isTerminal: true);
        Assert.Contains("╭", text);
        Assert.Contains("researcher-1-0a1b2c3d4e", text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 60, line));
    }

    [Fact]
    public void Names_from_outside_bring_neither_markup_nor_control_characters()
    {
        const string hostile = "[red]x[/] \u001b[2J\u202Egnp.exe\r\n[[";
        var text = Render(
            80,
            page =>
            {
                Grid.Write(
                    page,
                    [new("id")],
                    [
                        [hostile],
                    ]
                );
                page.Line(hostile);
                page.Prose("  ", hostile);
                page.Heading(hostile);
            }
        );
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain('\r', text);
        Assert.Equal(4, text.Split("[red]x[/] ?[2J?gnp.exe??[[").Length - 1);
    }

    [Fact]
    public void Colours_are_written_only_where_they_are_wanted()
    {
        Assert.Contains("\u001b[", Render(80, page => page.Line(("x", Page.Bad)), isTerminal: true, isColoured: true));
        Assert.DoesNotContain('\u001b', Render(80, page => page.Line(("x", Page.Bad)), isTerminal: true));
    }

    [Fact]
    public void A_line_longer_than_the_page_is_not_folded()
    {
        var id = new string('i', 200);
        Assert.Equal(id + "\n", Render(80, page => page.Line(id)));
    }

    [Fact]
    public void Prose_is_folded_at_blanks_under_its_lead() =>
        Assert.Equal("lead  one two three four\n      five six\n", Render(26, page => page.Prose("lead  ", "one two three four five six")));

    private static string Render(int width, Action<Page> write, bool isTerminal = false, bool isColoured = false)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(new Page(Pages.Open(isTerminal ? text : new TrimmingWriter(text), width, isColoured), new ManualClock(0), isTerminal));
        return text.ToString();
    }
}
