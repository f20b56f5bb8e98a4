using System.Text.Json;
using Spectre.Console;

namespace Aios.Node.Output.Forms;

internal static class EventForm
{
    private const int LeastPayload = 8;

    /// <summary>
    /// One event per line; the payload takes what is left of it. Where the rest is too long already, the date goes first, then the source;
    /// number, type and severity stay whole.
    /// </summary>
    public static void Line(Page page, JsonElement item)
    {
        var (severity, at) = (item.Text("severity"), item.Whole("timestamp"));
        var mark = $"{severity, -8}  {item.Text("priority")}  ";
        var (type, source) = (Say.Clean(item.Text("type")), "  " + Say.Clean(item.Text("source")));
        var head = Head(Say.Time(at));
        if (Over(source))
            head = Head(Say.TimeOfDay(at));
        if (Over(source))
            source = "";
        var left = page.Width - (head + mark + type + source).GetCellWidth() - 2;
        var payload = item.Has("payload") && left >= LeastPayload ? "  " + Say.Cut(Say.Clean(item.Text("payload")), left) : "";
        page.Line((head, Page.Dim), (mark, Marks.Severity(severity)), (type + source, null), (payload, Page.Dim));

        string Head(string time) => $"{item.Whole("seq"), 6}  {time}  ";
        bool Over(string source) => (head + mark + type + source).GetCellWidth() > page.Width;
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
