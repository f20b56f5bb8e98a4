using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class RunForm
{
    private static readonly Column[] Columns =
    [
        new("id"),
        new("phase"),
        new("age", 1) { IsRight = true },
        new("deadline", 2) { IsRight = true },
        new("event", 4),
        new("target", 3),
        new("reason", 5) { IsProse = true },
    ];

    private static readonly Column[] Steps =
    [
        new("step"),
        new("state"),
        new("kind", 1),
        new("risk", 3),
        new("does") { IsProse = true },
        new("undo", 2) { IsProse = true },
    ];

    public static void List(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No run yet; an event that a playbook asks for starts one: aios events emit --type TYPE");
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
        var phase = Marks.Phase(item.Text("phase"));
        page.Line((item.Text("id"), Page.Strong), ("  ", null), (phase.Text, phase.Style));
        var facts = new Facts(page)
            .Prose("title", item.Text("title"))
            .Add("playbook", $"{item.Text("playbook")} version {item.Whole("version")}")
            .Add("event", $"{item.Text("event_type")}  seq {item.Whole("event_seq")}  {item.Text("priority")}")
            .Add("event id", item.Text("event_id"))
            .Add("trace", item.Text("trace_id"))
            .Add("target", item.Text("target"))
            .Add("planned", item.Time("planned_at") is { } at ? $"{Say.Time(at)}, {Say.Duration(page.Now - at)} ago" : "")
            .Add("deadline", Deadline(page, item))
            .Add("approval", item.Text("approval"))
            .Prose("reason", item.Text("reason"));
        page.Blank();
        Grid.Write(page, Steps, [.. item.List("steps").Select(step => Step(item, step))]);
        page.Blank();
        facts.Prose("gate", item.Text("gate")).Prose("otherwise", string.Join(" → ", item.Texts("ladder")));
        page.Blank();
        page.Heading("history");
        foreach (var line in item.Texts("history"))
            page.Prose("  ", line);
    }

    private static IReadOnlyList<Cell> Row(Page page, JsonElement item) =>
        [
            item.Text("id"),
            Marks.Phase(item.Text("phase")),
            item.Time("planned_at") is { } at ? Say.Duration(page.Now - at) : "",
            Deadline(page, item),
            item.Text("event_type"),
            item.Text("target"),
            item.Text("reason"),
        ];

    private static IReadOnlyList<Cell> Step(JsonElement run, JsonElement step)
    {
        var id = step.Text("id");
        Cell state =
            run.Texts("put_back").Contains(id) ? new("↺ put back", Page.Warned)
            : run.Texts("not_undone").Contains(id) ? new("× left", Page.Warned)
            : run.Texts("done").Contains(id) ? new("✓ done", Page.Good)
            : run.Text("step") == id ? new("▶ now", Page.Strong)
            : new("·");
        return [id, state, step.Text("kind"), step.Text("risk"), step.Text("action"), step.Text("undo")];
    }

    private static string Deadline(Page page, JsonElement item) =>
        item.Flag("over") || item.Time("deadline_at") is not { } at ? ""
        : at > page.Now ? $"in {Say.Duration(at - page.Now)}"
        : $"passed {Say.Duration(page.Now - at)} ago";
}
