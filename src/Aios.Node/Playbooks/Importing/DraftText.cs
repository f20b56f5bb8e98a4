using System.Text;
using Aios.Loop.Vocabulary;
using static System.FormattableString;

namespace Aios.Node.Playbooks.Importing;

/// <summary>A draft as a playbook file. Every text from outside stands in quotes with escapes, or behind # on a line of its own.</summary>
internal static class DraftText
{
    private static readonly System.Buffers.SearchValues<char> LineEnds = System.Buffers.SearchValues.Create("\r\n\u0085\u2028\u2029");

    /// <param name="id">Of the file's playbook; one draft with several triggers makes several.</param>
    /// <param name="remarks">Lines about where it is from and what was not translated.</param>
    /// <param name="triggers">Types that count alike; none: the keywords alone are the match.</param>
    public static string Of(
        PlaybookDraft draft,
        string id,
        IReadOnlyList<DraftTrigger> triggers,
        bool isEnabled,
        IEnumerable<string> remarks
    )
    {
        var text = new StringBuilder();
        foreach (var remark in remarks)
            text.Append("# ").Append(OneLine(remark)).Append('\n');
        text.Append("playbook {\n");
        text.Append($"  id = {id}\n");
        text.Append(Invariant($"  version = {draft.Version}\n"));
        text.Append($"  title = {Quoted(draft.Title)}\n");
        text.Append($"  enabled = {(isEnabled ? "true" : "false")}\n\n");
        text.Append("  on {\n").Append(On(draft, triggers)).Append("  }\n\n");
        text.Append($"  risk = {draft.Risk.ToString().ToLowerInvariant()}\n");
        if (draft.IsConfirmed)
            text.Append("  approval = one\n");
        text.Append($"  cooldown = {Faults.Text(draft.Cooldown)}\n");
        if (draft.Retries is { } retries)
            text.Append(Invariant($"  retry {{ retries = {retries} }}\n"));
        text.Append("\n  steps = [\n");
        foreach (var (index, step) in draft.Steps.Index())
            text.Append(Invariant($"    {{ id = step-{index + 1}, {Step(step)} }}\n"));
        text.Append("  ]\n\n");
        text.Append(draft.Risk == Aios.Loop.Effects.Risk.Read ? "  verify = none\n" : "  verify { within = 60s }\n");
        return text.Append("}\n").ToString();
    }

    private static string On(PlaybookDraft draft, IReadOnlyList<DraftTrigger> triggers)
    {
        var text = new StringBuilder();
        if (triggers.Count == 1)
            text.Append($"    type = {Quoted(triggers[0].Type)}\n");
        else if (triggers.Count > 1)
            text.Append($"    types = [{string.Join(", ", triggers.Select(each => Quoted(each.Type)))}]\n");
        if (draft.Keywords.Count > 0)
            text.Append($"    keywords = [{string.Join(", ", draft.Keywords.Select(Quoted))}]\n");
        if (draft.Questions.Count > 0)
            text.Append($"    when = {Quoted(string.Join(" && ", draft.Questions))}\n");
        if (triggers is [{ Count: > 1 } counted, ..])
        {
            text.Append(Invariant($"    count = {counted.Count}\n    within = {Faults.Text(counted.Within!.Value)}\n"));
            // Each type was counted by itself.
            if (triggers.Count > 1)
                text.Append("    group-by = [type]\n");
        }
        return text.ToString();
    }

    private static string Step(DraftStep step)
    {
        if (step.Process is not { } process)
            return $"notify = {Quoted(step.Notify!)}";
        var text = $"process = [{string.Join(", ", process.Select(Quoted))}], risk = {step.Risk.ToString().ToLowerInvariant()}";
        if (step.Timeout is { } timeout)
            text += $", timeout = {Faults.Text(timeout)}";
        return step.IsRepeatable ? $"{text}, idempotent = true" : text;
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
            quoted.Append(
                letter switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    _ when char.IsControl(letter) || LineEnds.Contains(letter) => $"\\u{(int)letter:x4}",
                    _ => $"{letter}",
                }
            );
        return quoted.Append('"').ToString();
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
            line.Append(char.IsControl(letter) || LineEnds.Contains(letter) ? ' ' : letter);
        return line.ToString();
    }
}
