using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class StatusForm
{
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            Write(page, item);
    }

    private static string Shadow(JsonElement item) =>
        item.Whole("playbooks_shadow") is > 0 and var count ? $", {count} in shadow (aios playbooks enable ID)" : "";

    private static (string, Spectre.Console.Style?) Verdict(JsonElement item, int troubles) =>
        item.Text("level") == "critical" || item.Whole("alerts_critical") > 0 ? ("× critical", Page.Bad)
        : troubles > 0 ? ("▲ trouble", Page.Warned)
        : ("✓ well", Page.Good);

    private static string Alerts(JsonElement item) =>
        $"{item.Whole("alerts_standing")} standing"
        + (item.Whole("alerts_critical") is > 0 and var critical ? $", {critical} critical" : "");

    private static void Write(Page page, JsonElement item)
    {
        var trouble = item.Texts("trouble").ToList();
        var level = Marks.Level(item.Text("level"));
        page.Line((item.Text("node"), Page.Strong), ("  ", null), Verdict(item, trouble.Count));
        var started = item.Time("started_at");
        new Facts(page)
            .Add("score", $"{Say.Number(item.Number("score"), "0.000")}  {level.Text}", level.Style)
            .Add("running for", started is { } at ? $"{Say.Duration(page.Now - at)}, since {Say.Time(at)}" : "")
            .Add("process", $"{item.Whole("pid")}, incarnation {item.Whole("incarnation")}, version {item.Text("version")}")
            .Add("data", item.Text("data"))
            .Add("events", $"{item.Whole("last_seq")} on record")
            .Add("runs", $"{item.Whole("runs_active")} active")
            .Add("playbooks", $"{item.Whole("playbooks_enabled")} of {item.Whole("playbooks_loaded")} enabled{Shadow(item)}")
            .Add("alerts", Alerts(item))
            .Add(
                "incidents",
                item.Whole("incidents_open") == 0
                    ? "none open"
                    : $"{item.Whole("incidents_open")} open, nobody looks after {item.Whole("incidents_unacknowledged")} of them"
            );
        foreach (var line in trouble)
            page.Prose("▲ ", line, Page.Warned);
    }
}
