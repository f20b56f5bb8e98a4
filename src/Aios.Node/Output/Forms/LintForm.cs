using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class LintForm
{
    /// <summary>A finding begins with its place, as editors read it.</summary>
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        var (faults, warnings) = (0, 0);
        foreach (var item in items)
        {
            var file = item.Text("file");
            if (item.List("findings").Count == 0)
                page.Line(("✓ ok", Page.Good), ($"  {file}", null));
            foreach (var finding in item.List("findings"))
            {
                var isFault = finding.Text("severity") == "fault";
                (faults, warnings) = isFault ? (faults + 1, warnings) : (faults, warnings + 1);
                var place = finding.Whole("line") > 0 ? $"{file}:{finding.Whole("line")}:{finding.Whole("column")}" : file;
                page.Line((isFault ? "× fault" : "▲ warning", isFault ? Page.Bad : Page.Warned), ($"  {place}", Page.Strong));
                page.Prose("    ", finding.Text("text") + (isFault ? "" : $" [{finding.Text("rule")}]"));
            }
        }
        page.Line($"{Say.Count(items.Count, "file")}: {Say.Count(faults, "fault")}, {Say.Count(warnings, "warning")}");
    }
}
