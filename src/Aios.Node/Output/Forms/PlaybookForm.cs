using System.Text.Json;
using Spectre.Console;

namespace Aios.Node.Output.Forms;

internal static class PlaybookForm
{
    private static readonly Column[] Columns =
    [
        new("id"),
        new("on"),
        new("standing", 1),
        new("risk", 3),
        new("verified", 2) { IsRight = true },
        new("failed", 2) { IsRight = true },
        new("title", 4) { IsProse = true },
    ];

    private static readonly Column[] Steps =
    [
        new("step"),
        new("kind", 1),
        new("risk", 3),
        new("does") { IsProse = true },
        new("undo", 2) { IsProse = true },
    ];

    public static void List(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No playbook is loaded; put one into DATA/playbooks/NAME.conf.");
        else
            Grid.Write(page, Columns, [.. items.Select(Row)]);
    }

    public static void Show(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line((item.Text("id"), Page.Strong), ($"  version {item.Whole("version")}  {item.Text("standing")}", null));
            var facts = new Facts(page)
                .Prose("title", item.Text("title"))
                .Add("on", item.Text("on"))
                .Prose("when", item.Text("when"))
                .Add("group by", string.Join(", ", item.Texts("group_by")))
                .Add("confidence", Say.Number(item.Number("confidence")))
                .Add(
                    "risk",
                    item.Text("risk")
                        + item.Text("targets") switch
                        {
                            "own-children" => ", own processes only",
                            "listed" => ", listed targets only",
                            _ => "",
                        }
                )
                .Add("cooldown", $"{Say.Duration(item.Whole("cooldown_ms"))}, {item.Whole("cooling_groups")} group(s) cooling")
                .Add("attempt", $"{Say.Duration(item.Whole("timeout_ms"))} at most, {item.Whole("retries")} retries")
                .Add("deadline", item.Has("deadline_ms") ? Say.Duration(item.Whole("deadline_ms")) : "")
                .Add("record", $"{item.Whole("planned")} planned, {item.Whole("verified")} verified, {item.Whole("failed")} failed")
                .Add("from", item.Text("origin"));
            page.Blank();
            Grid.Write(page, Steps, [.. item.List("steps").Select(Step)]);
            page.Blank();
            facts.Prose("gate", item.Text("gate")).Prose("otherwise", string.Join(" → ", item.Texts("otherwise")));
        }
    }

    private static Style? StyleOf(string standing) =>
        standing switch
        {
            "enabled" => null,
            "disabled" => Page.Dim,
            _ => Page.Warned,
        };

    private static IReadOnlyList<Cell> Row(JsonElement item) =>
        [
            item.Text("id"),
            item.Text("on"),
            new(item.Text("standing"), StyleOf(item.Text("standing"))),
            item.Text("risk"),
            item.Text("verified"),
            new(item.Text("failed"), item.Whole("failed") > 0 ? Page.Warned : null),
            item.Text("title"),
        ];

    internal static IReadOnlyList<Cell> Step(JsonElement step) =>
        [step.Text("id"), step.Text("kind"), step.Text("risk"), step.Text("action"), step.Text("undo")];
}
