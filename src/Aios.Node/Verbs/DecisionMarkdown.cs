using System.Globalization;
using System.Text;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary>A decision as an architecture decision record: status, context, options, decision, consequences.</summary>
internal static class DecisionMarkdown
{
    /// <summary>Command lines that show what the decision was about and what followed.</summary>
    public static IReadOnlyList<string> Links(DecisionEntry entry)
    {
        var links = new List<string>();
        if (entry.TraceId is { } trace)
            links.Add($"aios events query --trace {trace}");
        if (entry.Run is { } run)
            links.Add($"aios runs show {run}");
        return links;
    }

    public static string Of(DecisionEntry entry)
    {
        var record = entry.Record;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Safe(record.Context)}\n\n");
        Line("Id", entry.Id);
        Line("Date", TimeText.Of(entry.At));
        Line("Status", $"{entry.Outcome.ToString().ToLowerInvariant()}{(entry.OutcomeWhy is { } why ? $": {why}" : "")}");
        Line("Stage", record.Stage.ToString().ToLowerInvariant());
        Line("Policy", record.Policy);
        Line("Confidence", record.Confidence?.ToString("0.##", CultureInfo.InvariantCulture));
        Line("Stakeholders", string.Join(", ", record.Stakeholders));
        Line("Tags", string.Join(", ", record.Tags));
        text.Append("\n## Options\n\n");
        if (record.Options.Count == 0)
            text.Append("None was there.\n");
        else
            text.Append("| Option | Score | Reason |\n|---|--:|---|\n");
        foreach (var option in record.Options)
            text.Append(CultureInfo.InvariantCulture, $"| {Safe(option.Name)} | {option.Score:0.###} | {Safe(option.Reason)} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\n## Decision\n\n{Safe(record.Chosen ?? "none of them")}: {Safe(record.Rationale)}\n");
        List("Consequences", record.Consequences);
        List("Links", [.. Links(entry).Select(link => $"`{link}`")]);
        return text.ToString();

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                text.Append(CultureInfo.InvariantCulture, $"- {name}: {Safe(value)}\n");
        }

        void List(string title, IReadOnlyList<string> items)
        {
            if (items.Count == 0)
                return;
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            foreach (var item in items)
                text.Append(CultureInfo.InvariantCulture, $"- {Safe(item)}\n");
        }
    }

    // Text of events must not become a table cell of its own, a heading or a link.
    private static string Safe(string text) =>
        Shown.Clean(text.Replace('\n', ' ')).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
