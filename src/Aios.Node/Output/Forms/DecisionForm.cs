using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class DecisionForm
{
    private static readonly Column[] Columns =
    [
        new("id"),
        new("stage", 1),
        new("age", 4) { IsRight = true },
        new("chosen", 2) { IsProse = true },
        new("outcome", 3),
        new("context", 5) { IsProse = true },
    ];

    private static readonly Column[] Options = [new("option"), new("score", 1) { IsRight = true }, new("reason") { IsProse = true }];
    private static readonly Column[] Counts = [new("stage"), new("outcome"), new("count") { IsRight = true }];

    public static void List(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No decision fits; every event that a playbook asks for leaves some.");
        else
            Grid.Write(page, Columns, [.. items.Select(item => Row(page, item))]);
    }

    public static void Show(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            Show(page, item);
    }

    public static void Stats(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line($"{item.Whole("count")} decisions, of the log up to record {item.Whole("applied")}");
            if (item.Has("trouble"))
                page.Prose("▲ ", $"they cannot be stored at present and wait in the log: {item.Text("trouble")}", Page.Warned);
            if (item.Whole("refused") > 0)
                page.Line($"▲ {item.Whole("refused")} records since the start could not be read as decisions; the node's log names them");
            if (!item.Flag("full_text"))
                page.Line("· no full-text search: the SQLite library lacks FTS5");
            if (item.List("by_stage").Count == 0)
                continue;
            page.Blank();
            Grid.Write(
                page,
                Counts,
                [.. item.List("by_stage").Select(each => (Cell[])[each.Text("stage"), each.Text("outcome"), each.Text("count")])]
            );
        }
    }

    public static void Markdown(Page page, JsonElement item)
    {
        foreach (var line in item.Text("markdown").Split('\n'))
            page.Line(line);
    }

    private static void Show(Page page, JsonElement item)
    {
        page.Prose("", item.Text("context"), Page.Strong);
        var facts = new Facts(page)
            .Add("id", item.Text("id"))
            .Add("at", item.Time("at") is { } at ? $"{Say.Time(at)}, {Say.Duration(page.Now - at)} ago" : "")
            .Add("stage", item.Text("stage"))
            .Prose("chosen", item.Has("chosen") ? item.Text("chosen") : "none of them")
            .Prose("because", item.Text("rationale"))
            .Add("confidence", item.Has("confidence") ? Say.Number(item.Number("confidence")) : "")
            .Add("policy", item.Text("policy"))
            .Prose("outcome", item.Text("outcome") + (item.Has("outcome_why") ? $": {item.Text("outcome_why")}" : ""))
            .Prose("who", string.Join(", ", item.Texts("stakeholders")))
            .Prose("tags", string.Join(", ", item.Texts("tags")))
            .Prose("follows", string.Join(", ", item.Texts("consequences")));
        if (item.List("options").Count > 0)
        {
            page.Blank();
            Grid.Write(page, Options, [.. item.List("options").Select(Option)]);
        }
        if (item.List("before").Count > 0 || item.Texts("links").Any())
            page.Blank();
        foreach (var version in item.List("before"))
            facts.Add("before", $"{version.Text("outcome")}, until {version.Text("until")}");
        foreach (var link in item.Texts("links"))
            facts.Prose("see", link);
    }

    private static IReadOnlyList<Cell> Row(Page page, JsonElement item) =>
        [
            item.Text("id"),
            item.Text("stage"),
            item.Time("at") is { } at ? Say.Duration(page.Now - at) : "",
            item.Has("chosen") ? item.Text("chosen") : "-",
            item.Text("outcome"),
            item.Text("context"),
        ];

    private static IReadOnlyList<Cell> Option(JsonElement option) =>
        [option.Text("name"), Say.Number(option.Number("score"), "0.###"), option.Text("reason")];
}
