using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class ScoreForm
{
    private static readonly Column[] Columns =
    [
        new("part"),
        new("value") { IsRight = true },
        new("weight") { IsRight = true },
        new("contribution") { IsRight = true },
        new("because", 1) { IsProse = true },
    ];

    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            var level = Marks.Level(item.Text("level"));
            page.Line(($"score {Say.Fraction(item.Whole("score_ppm"))}  ", Page.Strong), (level.Text, level.Style));
            var parts = item.List("parts");
            if (parts.Count == 0)
                continue;
            page.Blank();
            var sum = parts.Sum(part => part.Whole("contribution_ppm"));
            var weights = parts.Sum(part => part.Whole("weight_ppm"));
            Grid.Write(page, Columns, [.. parts.Select(Row), ["sum", "", Say.Fraction(weights), Say.Fraction(sum), ""]]);
            var complaints = parts.Where(part => part.Whole("value_ppm") < 1_000_000).ToList();
            if (complaints.Count > 0)
                page.Blank();
            foreach (var part in complaints.OrderByDescending(part => part.Whole("weight_ppm") - part.Whole("contribution_ppm")))
                page.Prose($"{part.Text("name")}: ", part.Text("because"));
        }
    }

    private static IReadOnlyList<Cell> Row(JsonElement part) =>
        [
            part.Text("name"),
            Say.Fraction(part.Whole("value_ppm")),
            Say.Fraction(part.Whole("weight_ppm")),
            Say.Fraction(part.Whole("contribution_ppm")),
            part.Text("because"),
        ];
}
