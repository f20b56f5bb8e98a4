using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class QueueForm
{
    private const int BarWidth = 30;

    private static readonly Column[] Waiting =
    [
        new("priority"),
        new("seq") { IsRight = true },
        new("type"),
        new("source", 2),
        new("waited") { IsRight = true },
        new("left", 1) { IsRight = true },
    ];

    private static readonly Column[] Slots = [new("run"), new("step"), new("priority", 1), new("waited", 2) { IsRight = true }];

    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            Write(page, item);
    }

    private static void Write(Page page, JsonElement item)
    {
        if (item.Text("standing") is var standing and not ("running" or ""))
        {
            page.Line(($"▲ {standing}", Page.Warned), ($" since {item.Text("since")}", null));
            page.Prose("  ", $"{item.Text("reason")} (by {item.Text("by")}); 'aios queue resume' ends it", Page.Dim);
        }
        var lanes = item.List("lanes");
        var deepest = Math.Max(1, lanes.Select(lane => lane.Whole("depth")).DefaultIfEmpty().Max());
        foreach (var lane in lanes)
        {
            var depth = lane.Whole("depth");
            page.Line(
                (lane.Text("priority") + "  ", Page.Strong),
                (Marks.Bar(depth / (double)deepest, BarWidth).PadRight(BarWidth + 1), null),
                ($"{depth, 6}", null),
                (depth > 0 ? $"  oldest waits {Say.Duration(lane.Whole("oldest_wait_ms"))}" : "", Page.Dim)
            );
        }
        page.Line(
            $"slots {item.List("running").Count} of {item.Whole("max_concurrent")} held, by {item.Text("policy")}; "
                + $"settled up to {item.Whole("checkpoint")} of {item.Whole("last_seen")}"
        );
        page.Line(
            $"dispatched {item.Whole("dispatched")}, shed {item.Whole("shed")}, superseded {item.Whole("superseded")}, "
                + $"cancelled {item.Whole("cancelled")}, passed {item.Whole("passed")}"
        );
        if (item.Whole("in_log") > 0)
            page.Line(($"{Say.Count(item.Whole("in_log"), "record")} wait in the log until there is room", Page.Warned));
        Section(page, "waiting events", Waiting, item.List("waiting"), Event);
        Section(page, "holding a slot", Slots, item.List("running"), Slot);
        Section(page, "waiting for a slot", Slots, item.List("waiting_for_slots"), Slot);
    }

    private static void Section(
        Page page,
        string title,
        Column[] columns,
        IReadOnlyList<JsonElement> rows,
        Func<JsonElement, IReadOnlyList<Cell>> row
    )
    {
        if (rows.Count == 0)
            return;
        page.Blank();
        page.Heading(title);
        Grid.Write(page, columns, [.. rows.Select(row)]);
    }

    private static IReadOnlyList<Cell> Event(JsonElement entry) =>
        [
            entry.Text("priority"),
            entry.Text("seq"),
            entry.Text("type"),
            entry.Text("source"),
            Say.Duration(entry.Whole("waited_ms")),
            Say.Duration(entry.Whole("left_ms")),
        ];

    private static IReadOnlyList<Cell> Slot(JsonElement slot) =>
        [slot.Text("run"), slot.Text("step"), slot.Text("priority"), slot.Has("waited_ms") ? Say.Duration(slot.Whole("waited_ms")) : ""];
}
