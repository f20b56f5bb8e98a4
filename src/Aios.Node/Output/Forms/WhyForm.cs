using System.Globalization;
using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class WhyForm
{
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line((item.Text("id"), Page.Strong), ("  ", null), (item.Text("kind"), Page.Dim));
            page.Prose("", item.Text("title"));
            page.Blank();
            Links(page, item);
        }
    }

    /// <summary>One line per link: its time of day, how long after the one before, its stage, what it says.</summary>
    public static void Links(Page page, JsonElement item)
    {
        var links = item.List("links");
        if (links.Count == 0)
        {
            page.Line("Nothing of it is on record any more; the log keeps aios.journal.keep-days.");
            return;
        }
        page.Line((links[0].Time("at") is { } first ? Day(first) : "", Page.Dim));
        foreach (var link in links)
            page.Prose(
                $"{(link.Time("at") is { } at ? Clock(at) : ""), -12} {After(link), 9}  {link.Text("stage"), -8}  {(link.Flag("asked") ? "▶ " : "")}",
                link.Text("text"),
                link.Flag("asked") ? Page.Strong : null
            );
        if (item.Flag("cut"))
            page.Line("… there is more: aios events query --trace " + item.Text("trace_id"));
    }

    public static void WhyNot(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line((item.Text("playbook"), Page.Strong), ($"  {item.Text("event_type")}  number {item.Whole("event_seq")}", Page.Dim));
            if (item.Has("reason_then"))
            {
                page.Prose("then  ", Worded(item.Flag("answered"), item.Text("reason_then")), Mark(item.Flag("answered")));
                page.Line(($"      {item.Text("decided_at")}, decision {item.Text("decision")}", Page.Dim));
                if (item.Has("run"))
                    page.Line($"      it started run {item.Text("run")}");
            }
            if (!item.Flag("same"))
                page.Prose("now   ", Worded(item.Flag("answers"), item.Text("reason")), Mark(item.Flag("answers")));
        }
    }

    public static void Trace(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            page.Prose(
                $"{item.Whole("seq"), 6}  {(item.Time("at") is { } at ? Clock(at) : ""), -12}  {new string(' ', 2 * (int)Math.Min(8, item.Whole("depth")))}",
                item.Text("text")
            );
    }

    private static string Worded(bool answers, string reason) => (answers ? "✓ it answers: " : "× it does not: ") + reason;

    private static Spectre.Console.Style Mark(bool answers) => answers ? Page.Good : Page.Warned;

    private static string After(JsonElement link) => link.Whole("after_ms") is > 0 and var ms ? $"+{Say.Duration(ms)}" : "";

    private static string Day(long wall) => Say.Time(wall)[..10];

    private static string Clock(long wall) =>
        DateTimeOffset.FromUnixTimeMilliseconds(wall).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
