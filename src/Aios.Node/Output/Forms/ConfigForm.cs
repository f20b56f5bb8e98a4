using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class ConfigForm
{
    /// <summary>Two lines each: where a value stands and what it would be otherwise is why one asks, and neither fits a column.</summary>
    public static void Diff(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("Nothing differs from the defaults");
        foreach (var item in items)
        {
            page.Line((item.Text("key"), Page.Strong), (" = ", Page.Dim), (Empty(item.Text("value")), null));
            page.Line(
                ($"  {item.Text("origin")}", Page.Dim),
                (item.Has("default") ? $"; default {Empty(item.Text("default"))}" : "; no default", Page.Dim)
            );
        }
    }

    public static void Explain(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var (at, item) in items.Index())
        {
            if (at > 0)
                page.Blank();
            page.Heading(item.Text("key"));
            var facts = new Facts(page)
                .Prose("value", Empty(item.Text("value")))
                .Prose("default", Empty(item.Text("default")))
                .Add("written in", item.Text("origin"));
            if (item.Has("file_origin"))
                facts = facts.Prose("file says", $"{Empty(item.Text("file_value"))} ({item.Text("file_origin")})");
            facts.Add("variable", item.Text("variable")).Prose("type", item.Text("type")).Prose("range", item.Text("range"));
            foreach (var paragraph in item.Texts("meaning"))
                page.Prose("  ", paragraph);
        }
    }

    private static string Empty(string text) => text.Length > 0 ? text : "(empty)";
}
