using Spectre.Console;

namespace Aios.Node.Output;

/// <param name="Rank">0: always shown. Otherwise the highest rank is left out first where the page is too narrow.</param>
internal sealed record Column(string Title, int Rank = 0)
{
    public bool IsRight { get; init; }

    /// <summary>Prose that may be cut with … before a column is left out; never set for ids.</summary>
    public bool IsProse { get; init; }
}

internal readonly record struct Cell(string Text, Style? Style = null)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>A table that fits its page: prose is cut first, then the least columns go; ids are neither cut nor wrapped.</summary>
internal static class Grid
{
    private const int LeastProse = 16;

    public static void Write(Page page, IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<Cell>> rows)
    {
        var clean = rows.Select(row => row.Select(cell => cell with { Text = Say.Clean(cell.Text) }).ToArray()).ToArray();
        var widths = columns
            .Select((column, at) => clean.Select(row => row[at].Text.GetCellWidth()).Append(column.Title.Length).Max())
            .ToArray();
        var shown = Fit(page, columns, widths, Filled(columns, clean));
        if (shown is null)
            WriteFields(page, columns, clean);
        else
            WriteTable(page, columns, clean, widths, shown);
    }

    /// <summary>Columns that may go and are empty in every row say nothing.</summary>
    private static List<int> Filled(IReadOnlyList<Column> columns, Cell[][] rows) =>
        [.. Enumerable.Range(0, columns.Count).Where(at => columns[at].Rank == 0 || rows.Any(row => row[at].Text.Length > 0))];

    /// <summary>The columns that fit; shrinks prose in <paramref name="widths"/>. Null when not even the least do.</summary>
    private static List<int>? Fit(Page page, IReadOnlyList<Column> columns, int[] widths, List<int> shown)
    {
        while (true)
        {
            var over = Total(page, shown, widths) - page.Width;
            if (over <= 0 || CutProse(columns, shown, widths, over))
                return shown;
            var least = shown.OrderByDescending(at => columns[at].Rank).First();
            if (columns[least].Rank == 0)
                return null;
            shown.Remove(least);
        }
    }

    /// <summary>Takes what is too much from the prose; changes nothing when that would not be enough.</summary>
    private static bool CutProse(IReadOnlyList<Column> columns, List<int> shown, int[] widths, int over)
    {
        var prose = shown.Where(at => columns[at].IsProse && widths[at] > LeastProse).ToList();
        if (prose.Sum(at => widths[at] - LeastProse) < over)
            return false;
        foreach (var at in prose)
        {
            var cut = Math.Min(over, widths[at] - LeastProse);
            widths[at] -= cut;
            over -= cut;
        }
        return true;
    }

    private static int Total(Page page, List<int> shown, int[] widths) =>
        shown.Sum(at => widths[at]) + (page.IsTerminal ? 3 * shown.Count + 1 : 2 * (shown.Count - 1));

    private static void WriteTable(Page page, IReadOnlyList<Column> columns, Cell[][] rows, int[] widths, List<int> shown)
    {
        var table = new Table { Border = page.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (var at in shown)
        {
            var title = new TableColumn(new Text(columns[at].Title, Page.Strong)) { Width = widths[at], NoWrap = true };
            title.Alignment = columns[at].IsRight ? Justify.Right : Justify.Left;
            if (!page.IsTerminal)
                title.Padding = new Padding(0, 0, at == shown[^1] ? 0 : 2, 0);
            table.AddColumn(title);
        }
        foreach (var row in rows)
            table.AddRow(
                shown.Select(at => (Spectre.Console.Rendering.IRenderable)new Text(Say.Cut(row[at].Text, widths[at]), row[at].Style))
            );
        page.Console.Write(table);
    }

    /// <summary>One field per line, for a page too narrow for any table.</summary>
    private static void WriteFields(Page page, IReadOnlyList<Column> columns, Cell[][] rows)
    {
        var lead = columns.Max(column => column.Title.Length) + 2;
        foreach (var row in rows)
        {
            for (var at = 0; at < columns.Count; at++)
                if (row[at].Text.Length > 0)
                    page.Line((columns[at].Title.PadRight(lead), Page.Dim), (row[at].Text, row[at].Style));
            page.Blank();
        }
    }
}
