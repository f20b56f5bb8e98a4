using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class RollbackForm
{
    private static readonly Column[] Kept = [new("snapshot"), new("seq") { IsRight = true }, new("taken at"), new("ago", 1)];

    private static readonly Column[] Members = [new("member"), new("now") { IsProse = true }, new("then") { IsProse = true }];

    private static readonly Column[] Pasts =
    [
        new("actor"),
        new("from") { IsRight = true },
        new("to") { IsRight = true },
        new("snapshots") { IsRight = true },
        new("can be set back", 1) { IsProse = true },
    ];

    public static void Actors(Page page, IReadOnlyList<JsonElement> items) =>
        Grid.Write(
            page,
            Pasts,
            [
                .. items.Select(item =>
                    new Cell[]
                    {
                        item.Text("actor"),
                        $"{item.Whole("from_seq")}",
                        $"{item.Whole("last_seq")}",
                        $"{item.Whole("snapshots")}",
                        item.Has("fixed") ? $"no: {item.Text("fixed")}" : "to every number between",
                    }
                ),
            ]
        );

    public static void Snapshots(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
        {
            page.Line(("no snapshots yet: one is taken every hundred facts", Page.Dim));
            return;
        }
        Grid.Write(page, Kept, [.. items.Select(item => Row(page, item))]);
    }

    public static void Rollback(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            var (actor, seq) = (item.Text("actor"), item.Whole("to_seq"));
            if (item.Flag("applied"))
                page.Line(($"✓ {actor} is as it was after {seq}", Page.Good));
            else
                page.Line(($"{actor} would be as it was after {seq}", Page.Strong));
            page.Line(($"of {item.Text("at")}; its newest fact is {item.Whole("from_seq")}", Page.Dim));
            var rows = item.List("differences").Select(each => new Cell[] { each.Text("member"), each.Text("now"), each.Text("then") });
            if (item.List("differences").Count == 0)
                page.Line(("nothing that is shown changes", Page.Dim));
            else
                Grid.Write(page, Members, [.. rows]);
            if (item.Has("undo"))
                page.Line(($"undo with: {item.Text("undo")}", Page.Dim));
        }
    }

    private static Cell[] Row(Page page, JsonElement item) =>
        [item.Text("id"), $"{item.Whole("seq")}", item.Text("at"), item.Time("at") is { } at ? $"{Say.Duration(page.Now - at)}" : ""];
}
