using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class ActorForm
{
    private static readonly Column[] Columns =
    [
        new("actor"),
        new("kind", 3),
        new("mailbox", 1) { IsRight = true },
        new("processed", 2) { IsRight = true },
        new("restarts", 1) { IsRight = true },
        new("slowest", 4) { IsRight = true },
        new("last failure", 5) { IsProse = true },
    ];

    private static readonly Column[] MailboxColumns =
    [
        new("actor"),
        new("waiting") { IsRight = true },
        new("by priority", 3),
        new("per second") { IsRight = true },
        new("processed", 2) { IsRight = true },
        new("refused", 1) { IsRight = true },
    ];

    public static void Show(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line((item.Text("path"), Page.Strong), (item.Flag("suspended") ? "  suspended" : "", Page.Warned));
            new Facts(page)
                .Add("kind", item.Text("kind"))
                .Add("mailbox", $"{item.Whole("mailbox")} waiting{ByPriority(item, "; ")}")
                .Add("processed", item.Text("processed"))
                .Add("refused", item.Whole("refused") > 0 ? item.Text("refused") : "", Page.Warned)
                .Add("restarts", item.Text("restarts"), item.Whole("restarts") > 0 ? Page.Warned : null)
                .Add("slowest", Slowest(item))
                .Prose("last failure", item.Text("last_failure"), Page.Warned)
                .Prose("children", string.Join(", ", item.Texts("children").Select(Name)));
        }
    }

    public static void Mailboxes(Page page, IReadOnlyList<JsonElement> items) =>
        Grid.Write(page, MailboxColumns, [.. items.Select(Mailbox)]);

    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No actor runs.");
        else
            Grid.Write(page, Columns, [.. items.Select(Row)]);
    }

    private static IReadOnlyList<Cell> Row(JsonElement item)
    {
        var depth = (int)Math.Clamp(item.Whole("depth"), 0, 64);
        return
        [
            new string(' ', 2 * depth) + Name(item.Text("path")),
            item.Text("kind"),
            item.Text("mailbox"),
            item.Text("processed"),
            new(item.Text("restarts"), item.Whole("restarts") > 0 ? Page.Warned : null),
            Slowest(item),
            new(item.Text("last_failure"), Page.Warned),
        ];
    }

    private static IReadOnlyList<Cell> Mailbox(JsonElement item) =>
        [
            item.Text("path"),
            new(item.Text("mailbox"), item.Whole("mailbox") > 0 ? Page.Strong : null),
            ByPriority(item, ""),
            item.Text("per_second"),
            item.Text("processed"),
            new(item.Text("refused"), item.Whole("refused") > 0 ? Page.Warned : null),
        ];

    private static string ByPriority(JsonElement item, string lead)
    {
        var bands = item.List("bands");
        return bands.Count < 2 ? "" : lead + string.Join(" ", bands.Select(band => $"{band.Whole("priority")}:{band.Whole("waiting")}"));
    }

    private static string Slowest(JsonElement item) =>
        item.Has("slowest_message") ? $"{item.Text("slowest_message")} {Say.Duration(item.Number("slowest_ms"))}" : "";

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
