using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class HeartbeatForm
{
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

    private static string Ago(Page page, JsonElement item) => item.Time("at") is { } at ? $"{Say.Duration(page.Now - at)} ago" : "not yet";
}
