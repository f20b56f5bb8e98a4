using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class ApprovalForm
{
    private static readonly Column[] Columns =
    [
        new("id"),
        new("state"),
        new("need", 3),
        new("left", 1) { IsRight = true },
        new("what", 2) { IsProse = true },
    ];

    private static readonly Column[] Steps =
    [
        new("step"),
        new("kind", 1),
        new("risk"),
        new("does") { IsProse = true },
        new("undo", 2) { IsProse = true },
    ];

    public static void List(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("Nothing waits for a yes; --all lists what was decided");
        else
            Grid.Write(page, Columns, [.. items.Select(Row)]);
    }

    public static void Show(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            Show(page, item);
    }

    private static void Show(Page page, JsonElement item)
    {
        var state = Marks.Approval(item.Text("state"));
        page.Line((item.Text("id"), Page.Strong), ("  ", null), (state.Text, state.Style));
        new Facts(page)
            .Prose("what", item.Text("text"))
            .Add("run", item.Text("run") + (item.Has("run_phase") ? $"  {Marks.Phase(item.Text("run_phase")).Text}" : ""))
            .Add("playbook", $"{item.Text("playbook")} version {item.Whole("version")}")
            .Add("target", item.Text("target"))
            .Add("step", item.Text("step"))
            .Add("need", $"{item.Text("need")}{Signed(item)}")
            .Add("asked", item.Time("asked_at") is { } at ? $"{Say.Time(at)}, {Say.Duration(page.Now - at)} ago" : "")
            .Add("time left", item.Has("left_ms") ? Say.Duration(item.Whole("left_ms")) : "")
            .Add("decided", item.Time("decided_at") is { } end ? $"{Say.Time(end)}, by {item.Text("decided_by")}" : "")
            .Prose("why", item.Text("why"))
            .Add("hash", item.Text("hash"));
        page.Blank();
        Grid.Write(page, Steps, [.. item.List("steps").Concat(item.List("otherwise")).Select(Step)]);
        if (!item.Has("code"))
            return;
        page.Blank();
        page.Line("Whoever has read this may say:");
        page.Line($"  aios approvals approve {item.Text("id")} --code {item.Text("code")}");
        page.Line($"  aios approvals deny {item.Text("id")} --reason TEXT");
    }

    private static string Signed(JsonElement item) =>
        item.Texts("signed_by").ToList() is { Count: > 0 } names ? $", yes from {string.Join(", ", names)}" : "";

    private static IReadOnlyList<Cell> Row(JsonElement item) =>
        [
            item.Text("id"),
            Marks.Approval(item.Text("state")),
            item.Text("need"),
            item.Has("left_ms") ? Say.Duration(item.Whole("left_ms")) : "",
            item.Text("text"),
        ];

    private static IReadOnlyList<Cell> Step(JsonElement step) =>
        [step.Text("id"), step.Text("kind"), step.Text("risk"), step.Text("action"), step.Text("undo")];
}
