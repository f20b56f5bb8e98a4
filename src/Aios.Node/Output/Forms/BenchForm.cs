using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class BenchForm
{
    private static readonly Column[] Columns =
    [
        new("way to beat"),
        new("beats", 2) { IsRight = true },
        new("P50") { IsRight = true },
        new("P99") { IsRight = true },
        new("bytes", 1) { IsRight = true },
        new("times slower") { IsRight = true },
    ];

    public static void Write(Page page, IReadOnlyList<JsonElement> items) => Grid.Write(page, Columns, [.. items.Select(Row)]);

    private static IReadOnlyList<Cell> Row(JsonElement item) =>
        [
            item.Text("way"),
            item.Text("beats"),
            $"{Say.Number(item.Number("p50_ms"), "0.0000")} ms",
            $"{Say.Number(item.Number("p99_ms"), "0.0000")} ms",
            item.Text("bytes_per_beat"),
            Say.Number(item.Number("times_slower"), "0.#"),
        ];
}
