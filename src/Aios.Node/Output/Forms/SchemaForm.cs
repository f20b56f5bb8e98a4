using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class SchemaForm
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>As a file, also for people: it is meant to be saved.</summary>
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        foreach (var line in JsonSerializer.Serialize(item, Indented).Split('\n'))
            page.Line(line);
    }

    public static void Script(Page page, JsonElement item)
    {
        foreach (var line in item.Text("script").TrimEnd('\n').Split('\n'))
            page.Line(line);
    }
}
