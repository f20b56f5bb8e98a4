using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class PlaybookImportForm
{
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            One(page, item);
        var states = items.GroupBy(item => item.Text("state")).ToDictionary(group => group.Key, group => group.Count());
        var told = (string[])["imported", "disabled", "refused", "kept"];
        page.Line(
            $"{Say.Count(items.Count, "playbook")}: "
                + string.Join(
                    ", ",
                    told.Where(states.ContainsKey).Select(state => $"{states[state]} {(state == "kept" ? "not written" : state)}")
                )
        );
        if (
            items.Any(item => item.List("playbooks").Count > 0)
            && !items.Any(item => item.List("written").Count > 0 || item.Has("in_the_way"))
        )
            page.Line(("nothing is written without --out FOLDER", Page.Dim));
    }

    private static void One(Page page, JsonElement item)
    {
        var mark = item.Text("state") switch
        {
            "imported" => ("✓ imported", Page.Good),
            "disabled" => ("▲ disabled", Page.Warned),
            "kept" => ("× kept", Page.Bad),
            _ => ("× refused", Page.Bad),
        };
        var place = item.Whole("line") > 0 ? $"{item.Text("file")}:{item.Whole("line")}:{item.Whole("column")}" : item.Text("file");
        page.Line(
            (mark.Item1, mark.Item2),
            (item.Has("id") ? $"  {item.Text("id")}" : "", Page.Strong),
            ($"  {place}{(item.Has("shape") ? $", shape {item.Text("shape")}" : "")}", Page.Dim)
        );
        foreach (var file in item.Texts("written"))
            page.Line($"    → {file}");
        if (item.Has("in_the_way"))
            page.Prose("    ", $"{item.Text("in_the_way")} is there already; --force replaces it");
        if (item.List("translated").Count > 0 && item.Text("state") != "refused")
            page.Prose("    translated: ", string.Join(", ", item.Texts("translated")));
        foreach (var note in item.List("not_translated"))
            page.Prose("    ", $"{Word(note.Text("what"))}: {Lead(note)}{note.Text("why")}");
    }

    private static string Lead(JsonElement note) => note.Text("member") is { Length: > 0 } member ? member + " " : "";

    private static string Word(string what) =>
        what switch
        {
            "left-out" => "left out",
            "refuses" => "refused",
            "disables" => "disabled",
            _ => what,
        };
}
