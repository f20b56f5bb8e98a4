using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class HeartbeatForm
{
    private static readonly Column[] Days =
    [
        new("day"),
        new("beats", 4) { IsRight = true },
        new("P50") { IsRight = true },
        new("P99") { IsRight = true },
        new("slowest", 1) { IsRight = true },
        new("alerts", 2) { IsRight = true },
        new("cpu", 3) { IsRight = true },
        new("memory", 3) { IsRight = true },
    ];

    private static readonly Column[] Spans =
    [
        new("from"),
        new("beats") { IsRight = true },
        new("P50") { IsRight = true },
        new("P99") { IsRight = true },
        new("slowest") { IsRight = true },
    ];

    public static void Line(Page page, JsonElement item)
    {
        var line = item.Text("line");
        page.Line((line, item.Flag("ok") ? Page.Good : Page.Bad));
        foreach (var reading in item.Texts("readings"))
            page.Prose("  ", Fitting(reading, page.Width - 2));
    }

    // A mount may have a longer name than the page has room for; JSON has it whole.
    private static string Fitting(string text, int width) => string.Join(' ', text.Split(' ').Select(word => Say.Cut(word, width)));

    public static void Stats(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No beats of these days are on disk; they are written out once a minute");
        else if (items[0].Has("day"))
            Grid.Write(page, Days, [.. items.Select(Day)]);
        else
            Newest(page, items);
    }

    private static IReadOnlyList<Cell> Day(JsonElement item) =>
        [
            item.Text("day"),
            item.Text("beats"),
            Say.Duration(item.Number("p50_ms")),
            Say.Duration(item.Number("p99_ms")),
            Say.Duration(item.Number("max_ms")),
            new(item.Text("alerts"), item.Flag("ok") ? null : Page.Warned),
            Percent(item, "cpu_percent"),
            Percent(item, "memory_percent"),
        ];

    private static string Percent(JsonElement item, string name) => item.Has(name) ? $"{Say.Number(item.Number(name), "0.0")} %" : "";

    private static void Newest(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            Line(page, item);
            new Facts(page)
                .Add("beats", $"{item.Whole("beats")}, the newest {Ago(page, item)}")
                .Add("P50", Say.Duration(item.Number("p50_ms")))
                .Add("P99", Say.Duration(item.Number("p99_ms")))
                .Add("slowest", Say.Duration(item.Number("max_ms")))
                .Add("cpu", $"{Say.Number(item.Number("cpu_percent"), "0.0")} %")
                .Add("memory", $"{Say.Number(item.Number("memory_percent"), "0.0")} %")
                .Add("load", Say.Number(item.Number("load1"), "0.00"))
                .Add(
                    "disk",
                    item.Has("fullest_disk_percent") ? $"{Say.Number(item.Number("fullest_disk_percent"), "0.0")} % (the fullest)" : ""
                );
        }
    }

    public static void History(Page page, IReadOnlyList<JsonElement> items) =>
        Grid.Write(
            page,
            Spans,
            [
                .. items.Select(item =>
                    new Cell[] { item.Text("at"), $"{item.Whole("beats")}", Ms(item, "p50_ms"), Ms(item, "p99_ms"), Ms(item, "max_ms") }
                ),
            ]
        );

    private static string Ms(JsonElement item, string name) => item.Has(name) ? Say.Duration(item.Number(name)) : "";

    private static string Ago(Page page, JsonElement item) => item.Time("at") is { } at ? $"{Say.Duration(page.Now - at)} ago" : "not yet";
}
