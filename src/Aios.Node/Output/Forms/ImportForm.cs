using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class ImportForm
{
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
            new Facts(page)
                .Add("imported", $"{item.Whole("imported")} of {item.Whole("lines")} lines")
                .Add("known", item.Whole("known") > 0 ? $"{item.Whole("known")}, not stored again" : "")
                .Prose(
                    "rejected",
                    item.Whole("rejected") > 0 ? $"{item.Whole("rejected")}, see {item.Text("rejected_file")}" : "",
                    Page.Bad
                );
    }
}
