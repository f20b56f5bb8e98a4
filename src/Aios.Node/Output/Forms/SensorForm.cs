using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class SensorForm
{
    private static readonly Column[] Columns =
    [
        new("sensor"),
        new("state"),
        new("reading") { IsProse = true },
        new("age", 2) { IsRight = true },
        new("fault", 1) { IsProse = true },
    ];

    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No sensor runs; 'aios config check' names the settings that switch them on.");
        else
            Grid.Write(page, Columns, [.. items.Select(item => Row(page, item))]);
    }

    private static IReadOnlyList<Cell> Row(Page page, JsonElement item) =>
        [
            item.Text("sensor"),
            new(item.Text("state"), item.Has("fault") ? Page.Warned : null),
            item.Text("reading"),
            item.Time("at") is { } at ? Say.Duration(page.Now - at) : "never",
            item.Text("fault"),
        ];
}
