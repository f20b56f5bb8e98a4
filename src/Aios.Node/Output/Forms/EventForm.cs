using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class EventForm
{
    /// <summary>One event per line; the payload takes what is left of it.</summary>
    public static void Line(Page page, JsonElement item)
    {
        var severity = item.Text("severity");
        var head = $"{item.Whole("seq"), 6}  {Say.Time(item.Whole("timestamp"))}  ";
        var mark = $"{severity, -8}  {item.Text("priority")}  ";
        var name = $"{item.Text("type")}  {item.Text("source")}";
        var left = page.Width - Say.Clean(head + mark + name).Length - 2;
        var payload = item.Has("payload") ? Say.Clean(item.Text("payload")) : "";
        var shown =
            left < 8 ? ""
            : payload.Length <= left ? payload
            : payload[..(left - 1)] + "…";
        page.Line((head, Page.Dim), (mark, Marks.Severity(severity)), (name, null), (shown.Length > 0 ? "  " + shown : "", Page.Dim));
    }

    public static void Emitted(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            page.Line(
                $"{item.Text("type")} is on record as {item.Whole("seq")}  {item.Text("id")}"
                    + (item.Flag("duplicate") ? "  (it was already; not stored again)" : "")
            );
    }
}
