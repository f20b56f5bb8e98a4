using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class QueueControlForm
{
    private static readonly Column[] Events =
    [
        new("priority"),
        new("seq") { IsRight = true },
        new("type"),
        new("source", 1),
        new("happened at", 2),
    ];

    public static void Standing(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            var isRunning = item.Text("standing") == "running";
            var (steps, waiting) = (item.Whole("steps_running"), item.Whole("waiting"));
            page.Line(
                ($"{(isRunning ? "✓" : "▲")} the queue is {item.Text("standing")}", isRunning ? Page.Good : Page.Warned),
                ($"  ({item.Text("reason")}, by {item.Text("by")})", Page.Dim)
            );
            page.Line(
                (
                    $"{Say.Count(steps, "step")} {(steps == 1 ? "runs" : "run")}, {Say.Count(waiting, "event")} {(waiting == 1 ? "waits" : "wait")}",
                    null
                )
            );
            if (!isRunning)
                page.Prose(
                    "",
                    "What is recorded from now on waits in the log and is not lost, also over a restart. Runs keep their deadlines. "
                        + "'aios queue resume' lets it go on.",
                    Page.Dim
                );
        }
    }

    public static void Change(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            var (count, isCancel) = (item.Whole("count"), item.Text("verb") == "cancel");
            var what = isCancel ? "cancelled" : "requeued";
            if (count == 0)
                page.Line(($"no event {(isCancel ? "that waits" : "that was shed or cancelled")} fits", Page.Dim));
            else if (item.Flag("applied"))
                page.Line(($"✓ {Say.Count(count, "event")} {what}", Page.Good), ($"  ({item.Text("reason")})", Page.Dim));
            else
                page.Line(($"{Say.Count(count, "event")} would be {what}", Page.Strong));
            if (count > 0)
                Grid.Write(page, Events, [.. item.List("events").Select(Row)]);
        }
    }

    private static IReadOnlyList<Cell> Row(JsonElement each) =>
        [each.Text("priority"), each.Text("seq"), each.Text("type"), each.Text("source"), each.Text("at")];
}
