using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class BackupForm
{
    public static void Made(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line(("✓ copied, synced and checked", Page.Good));
            new Facts(page)
                .Add("folder", item.Text("folder"))
                .Add("records", $"{item.Whole("records")}, up to {item.Whole("last_seq")}")
                .Add("last hash", item.Text("last_hash"))
                .Add("effects", item.Text("effects"))
                .Add("decisions", item.Text("decisions"))
                .Add("left out", "logs/, for people only, and configuration outside of the data folder");
        }
    }

    public static void Restored(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line(("✓ restored and checked", Page.Good));
            new Facts(page)
                .Add("folder", item.Text("folder"))
                .Add("node", $"{item.Text("node")}, a copy of {item.Text("from_node")}")
                .Add("records", $"{item.Whole("records")}, up to {item.Whole("last_seq")}")
                .Add(
                    "cancelled",
                    $"{Say.Count(item.Whole("runs_cancelled"), "run")} open at the time: what became of them since is not known"
                )
                .Add("unknown", $"{Say.Count(item.Whole("effects_unknown"), "effect")}: aios effects ls --unknown");
        }
    }
}
