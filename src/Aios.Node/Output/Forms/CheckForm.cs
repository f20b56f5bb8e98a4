using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class CheckForm
{
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        var lead = items.Select(item => item.Text("check").Length).DefaultIfEmpty().Max() + 2;
        foreach (var item in items)
        {
            var mark = Marks.Check(item.Text("state"));
            page.Prose($"{mark.Text, -7} {item.Text("check").PadRight(lead)}", item.Text("found"), mark.Style);
            if (item.Has("remedy"))
                page.Prose(new string(' ', 8) + "→ ", item.Text("remedy"));
        }
    }

    public static void Version(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            page.Line($"aios {item.Text("version")}  {item.Text("runtime")}  {item.Text("os")}  {item.Text("architecture")}");
    }
}
