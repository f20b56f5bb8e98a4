using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class AccessForm
{
    private static readonly Column[] Held =
    [
        new("id"),
        new("name"),
        new("role"),
        new("state", 1),
        new("expires", 2),
        new("made by", 3) { IsProse = true },
    ];

    private static readonly Column[] Noted =
    [
        new("seq") { IsRight = true },
        new("at"),
        new("person"),
        new("action"),
        new("code", 1) { IsRight = true },
        new("arguments", 2) { IsProse = true },
    ];

    public static void Tokens(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("No token is valid; 'aios tokens create NAME --role ROLE' makes one.");
        else
            Grid.Write(
                page,
                Held,
                [
                    .. items.Select(item =>
                        (IReadOnlyList<Cell>)
                            [
                                item.Text("id"),
                                item.Text("name"),
                                item.Text("role"),
                                new Cell(item.Text("state"), item.Text("state") == "valid" ? null : Page.Warned),
                                item.Time("expires_at") is { } at ? Say.Time(at) : "never",
                                item.Text("created_by"),
                            ]
                    ),
                ]
            );
    }

    public static void Token(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line(item.Text("secret"));
            page.Prose(
                "",
                $"Token {item.Text("name")} ({item.Text("id")}), role {item.Text("role")}, "
                    + (item.Time("expires_at") is { } at ? $"valid until {Say.Time(at)}." : "valid until it is revoked.")
                    + " It is not shown again: send it as Authorization: Bearer, or keep it in AIOS_TOKEN."
            );
        }
    }

    public static void Url(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line(item.Text("url"));
            page.Line(("It logs one browser in, once, within 15 minutes.", Page.Dim));
        }
    }

    public static void Audit(Page page, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            page.Line("Nothing of the kind is on record.");
        else
            Grid.Write(
                page,
                Noted,
                [
                    .. items.Select(item =>
                        (IReadOnlyList<Cell>)
                            [
                                item.Text("seq"),
                                item.Time("at") is { } at ? Say.Time(at) : "",
                                item.Text("person") is { Length: > 0 } person ? person : "?",
                                item.Text("action"),
                                new Cell(item.Text("code"), item.Whole("code") == 0 ? null : Page.Warned),
                                item.Text("arguments"),
                            ]
                    ),
                ]
            );
    }

    public static void Check(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line(item.Flag("intact") ? ("✓ whole", Page.Good) : ($"▲ {item.Text("fault")}", Page.Warned));
            page.Line($"{item.Text("entries")} of its entries among {item.Text("records")} records");
            page.Line(($"last {item.Text("last_seq")} {item.Text("last_hash")}", Page.Dim));
        }
    }
}
