using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class IncidentForm
{
    private static readonly Column[] Columns =
    [
        new("id"),
        new("phase"),
        new("severity", 3),
        new("age", 1) { IsRight = true },
        new("events", 4) { IsRight = true },
        new("runs", 5) { IsRight = true },
        new("recovered in", 6) { IsRight = true },
        new("family", 7),
        new("target", 2) { IsProse = true },
    ];

    private static readonly Column[] Answers = [new("run"), new("phase"), new("playbook", 1)];

    public static void List(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("Nothing is wrong; what is over is listed by: aios incidents ls --all");
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
        var phase = Phase(item.Text("phase"));
        page.Line((item.Text("id"), Page.Strong), ("  ", null), (phase.Text, phase.Style));
        new Facts(page)
            .Prose("trouble", $"{item.Text("family")} on {item.Text("target")}")
            .Add("severity", item.Text("severity"), Marks.Severity(item.Text("severity")))
            .Add("events", Events(item))
            .Prose("first", item.Text("first_event"))
            .Add("first sign", item.Time("first_sign_at") is { } sign ? Say.Time(sign) : "")
            .Add(
                "opened",
                item.Time("opened_at") is { } at ? $"{Say.Time(at)}, detected in {Say.Duration(item.Whole("time_to_detect_ms"))}" : ""
            )
            .Prose("looked after", LookedAfter(item))
            .Add(
                "resolved",
                item.Time("resolved_at") is { } end ? $"{Say.Time(end)}, recovered in {Say.Duration(item.Whole("time_to_recover_ms"))}" : ""
            )
            .Prose("because", item.Text("reason"));
        if (item.List("answers").Count > 0)
        {
            page.Blank();
            Grid.Write(page, Answers, [.. item.List("answers").Select(Answer)]);
        }
        page.Blank();
        WhyForm.Links(page, item);
    }

    private static string Events(JsonElement item) =>
        item.Whole("count") + (item.Whole("reopenings") is > 0 and var times ? $", came back {Say.Count(times, "time")}" : "");

    private static string LookedAfter(JsonElement item) =>
        item.Has("acknowledged_by")
            ? $"by {item.Text("acknowledged_by")}{(item.Time("acknowledged_at") is { } at ? $", since {Say.Time(at)}" : "")}"
            : "";

    private static IReadOnlyList<Cell> Row(Page page, JsonElement item) =>
        [
            item.Text("id"),
            Phase(item.Text("phase")),
            new(item.Text("severity"), Marks.Severity(item.Text("severity"))),
            item.Time("opened_at") is { } at ? Say.Duration(page.Now - at) : "",
            $"{item.Whole("count")}",
            $"{item.Whole("runs")}",
            item.Has("time_to_recover_ms") ? Say.Duration(item.Whole("time_to_recover_ms")) : "",
            item.Text("family"),
            item.Text("target"),
        ];

    private static IReadOnlyList<Cell> Answer(JsonElement run) => [run.Text("id"), Marks.Phase(run.Text("phase")), run.Text("playbook")];

    private static Cell Phase(string phase) =>
        phase switch
        {
            "open" => new("▲ open", Page.Bad),
            "acknowledged" => new("● acknowledged", Page.Warned),
            "resolved" => new("✓ resolved", Page.Good),
            _ => new(phase),
        };
}
