using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class MaintenanceForm
{
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            var (plain, archive) = (Say.Size(item.Whole("plain_bytes")), Say.Size(item.Whole("archive_bytes")));
            page.Line(($"✓ done in {Say.Duration(item.Number("duration_ms"))}", Page.Good));
            new Facts(page)
                .Prose("archived", Days(item, "archived") is { Length: > 0 } days ? $"{days}: {plain} → {archive}" : "nothing was due")
                .Prose("deleted", Days(item, "deleted"))
                .Prose("held", Days(item, "held") is { Length: > 0 } held ? $"{held}: their records are still needed" : "")
                .Prose("with them", Rows(item))
                .Prose("metrics", Days(item, "metric_days_deleted"));
        }
    }

    private static string Rows(JsonElement item) =>
        (item.Whole("decisions_deleted"), item.Whole("effects_deleted")) is var (decisions, effects) && decisions + effects > 0
            ? $"{decisions} decisions, {effects} effects"
            : "";

    private static string Days(JsonElement item, string name) => string.Join(", ", item.Texts(name));
}
