using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class VerifyForm
{
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            var isIntact = item.Flag("intact");
            page.Line(isIntact ? ("✓ the chain is intact", Page.Good) : ("× the chain is broken", Page.Bad));
            new Facts(page)
                .Add("records", $"{item.Whole("records")}, from {item.Whole("first_seq")} to {item.Whole("last_seq")}")
                .Add("last hash", item.Text("last_hash"))
                .Add("torn", item.Whole("torn_bytes") > 0 ? $"{Say.Size(item.Whole("torn_bytes"))} after the last whole line" : "");
            if (item.TryGetProperty("state", out var state))
                State(page, state);
            if (item.TryGetProperty("fault", out var fault))
                page.Prose(
                    "× ",
                    $"{fault.Text("file")}:{fault.Whole("line")}: {fault.Text("what")} of record {fault.Whole("seq")} is {fault.Text("actual")}, "
                        + $"must be {fault.Text("expected")}",
                    Page.Bad
                );
        }
    }

    private static void State(Page page, JsonElement state)
    {
        page.Line(
            state.Flag("same") ? ("✓ aios.db says the same", Page.Good) : ("× aios.db and the log differ", Page.Bad),
            (
                $"  {Say.Count(state.Whole("effects"), "effect")} of {Say.Count(state.Whole("runs"), "run")}, "
                    + Say.Count(state.Whole("decisions"), "decision"),
                Page.Dim
            )
        );
        foreach (var difference in state.Texts("differences"))
            page.Prose("× ", difference, Page.Bad);
    }
}
