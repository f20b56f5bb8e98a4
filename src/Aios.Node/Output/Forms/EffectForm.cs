using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class EffectForm
{
    private static readonly Column[] Columns =
    [
        new("id"),
        new("state"),
        new("age", 1) { IsRight = true },
        new("does", 2) { IsProse = true },
        new("detail", 3) { IsProse = true },
    ];

    public static void List(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No effect fits; every step that a run carries out is one: aios runs ls");
        else
            Grid.Write(page, Columns, [.. items.Select(item => Row(page, item))]);
    }

    public static void Show(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            Show(page, item);
    }

    private static void Show(Page page, JsonElement item)
    {
        var state = Marks.Effect(item.Text("state"), item.Text("result"));
        page.Line((item.Text("id"), Page.Strong), ("  ", null), (state.Text, state.Style));
        new Facts(page)
            .Add("run", item.Text("run") + (item.Has("run_phase") ? $"  {Marks.Phase(item.Text("run_phase")).Text}" : ""))
            .Add("step", $"{item.Text("step")}, attempt {item.Whole("attempt")}")
            .Prose("does", $"{item.Text("kind")}: {item.Text("action")}")
            .Add("risk", item.Text("risk") + (item.Flag("idempotent") ? ", may be repeated" : ""))
            .Add("time-out", Say.Duration(item.Whole("timeout_ms")))
            .Add("intent", Ago(page, item, "intent_at"))
            .Add("unknown", Ago(page, item, "unknown_at"))
            .Add("outcome", Ago(page, item, "outcome_at"))
            .Add("took", item.Has("duration_ms") ? Say.Duration(item.Whole("duration_ms")) : "")
            .Add("says", item.Text("source") is "" or "seen" ? "" : $"the {item.Text("source")}")
            .Add("exit code", item.Text("exit_code"))
            .Prose("detail", item.Text("detail"))
            .Add("trace", item.Text("trace_id"));
        if (item.Text("state") == "unknown")
        {
            page.Blank();
            page.Line("The node ended while it was carried out. Look, and then say:");
            page.Line($"  aios effects resolve {item.Text("id")} --as happened");
            page.Line($"  aios effects resolve {item.Text("id")} --as not-happened");
        }
        if (!item.Has("output"))
            return;
        page.Blank();
        page.Heading("output");
        foreach (var line in item.Text("output").TrimEnd('\n').Split('\n'))
            page.Prose("  ", line);
    }

    private static IReadOnlyList<Cell> Row(Page page, JsonElement item) =>
        [
            item.Text("id"),
            Marks.Effect(item.Text("state"), item.Text("result")),
            item.Time("intent_at") is { } at ? Say.Duration(page.Now - at) : "",
            item.Text("action"),
            item.Text("detail"),
        ];

    private static string Ago(Page page, JsonElement item, string name) =>
        item.Time(name) is { } at ? $"{Say.Time(at)}, {Say.Duration(page.Now - at)} ago" : "";
}
