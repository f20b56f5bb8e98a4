using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class SafetyForm
{
    private static readonly Column[] Silenced =
    [
        new("id"),
        new("type"),
        new("only", 2) { IsProse = true },
        new("until"),
        new("state", 1),
        new("reason", 3) { IsProse = true },
    ];

    private static readonly Column[] Opened =
    [
        new("playbook"),
        new("target"),
        new("state"),
        new("left", 1) { IsRight = true },
        new("why", 2) { IsProse = true },
    ];

    private static readonly Column[] Listed = [new("kind"), new("target"), new("there"), new("found", 1) { IsProse = true }];

    public static void Ordered(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            page.Prose("", item.Text("said"));
    }

    public static void Silences(Page page, IReadOnlyList<JsonElement> items) =>
        Table(
            page,
            items,
            "No silence holds; 'aios silences add TYPE --for 2h' makes one.",
            Silenced,
            item =>
                [
                    item.Text("id"),
                    item.Text("type"),
                    string.Join(
                        ", ",
                        ((string[])["source", "target", "when"]).Where(name => item.Has(name)).Select(name => $"{name} {item.Text(name)}")
                    ),
                    item.Time("until") is { } until ? Say.Time(until) : "",
                    item.Flag("active") ? new Cell("holds", Page.Warned) : new Cell("to come", Page.Dim),
                    item.Text("reason"),
                ]
        );

    public static void Circuits(Page page, IReadOnlyList<JsonElement> items) =>
        Table(
            page,
            items,
            "Every circuit is closed.",
            Opened,
            item =>
                [
                    item.Text("playbook"),
                    item.Text("target"),
                    new Cell(item.Text("phase"), item.Text("phase") == "open" ? Page.Warned : null),
                    item.Time("until") is { } until ? Say.Duration(until - page.Now) : "",
                    item.Text("why"),
                ]
        );

    public static void Targets(Page page, IReadOnlyList<JsonElement> items) =>
        Table(
            page,
            items,
            "Nothing is listed in aios.targets: playbooks that ship act only on what the node itself started.",
            Listed,
            item =>
                [
                    item.Text("kind"),
                    item.Text("target"),
                    !item.Has("there") ? new Cell("?", Page.Dim)
                    : item.Flag("there") ? new Cell("yes", Page.Good)
                    : new Cell("no", Page.Warned),
                    item.Text("found"),
                ]
        );

    public static void Fuse(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            if (item.Flag("blown"))
                page.Line(("▲ blown: everything needs a person's yes ", Page.Warned), (Until(item), null));
            else
                page.Line(("✓ whole", Page.Good));
            foreach (var one in item.List("playbooks"))
                page.Line(($"▲ blown for {one.Text("playbook")} ", Page.Warned), (Until(one), null));
            var failures = item.List("failures");
            page.Line(
                $"{Say.Count(failures.Count, "failure")} within {Say.Duration(item.Whole("window_ms"))}, {item.Whole("failures_allowed")} allowed"
            );
            foreach (var failure in failures)
                page.Line($"  {failure.Text("playbook")}  {(failure.Time("at") is { } at ? $"{Say.Duration(page.Now - at)} ago" : "")}");
        }
    }

    private static string Until(JsonElement item) => item.Time("until") is { } until ? $"until {Say.Time(until)}" : "";

    private static void Table(
        Page page,
        IReadOnlyList<JsonElement> items,
        string none,
        Column[] columns,
        Func<JsonElement, IReadOnlyList<Cell>> row
    )
    {
        if (items.Count == 0)
            page.Line(none);
        else
            Grid.Write(page, columns, [.. items.Select(row)]);
    }
}
