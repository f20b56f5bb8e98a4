using System.Text;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>Parts of a condition from foreign values. A value becomes a literal, never a part of the grammar.</summary>
internal static class Questions
{
    /// <summary>Null: every severity is meant.</summary>
    public static string? Severity(IReadOnlyCollection<Severity> meant)
    {
        var all = Enum.GetValues<Severity>();
        var sorted = meant.Distinct().Order().ToArray();
        if (sorted.Length == 0 || sorted.Length == all.Length)
            return null;
        if (sorted.SequenceEqual(all.Where(each => each >= sorted[0])))
            return sorted.Length == 1 ? $"severity == {sorted[0].Text()}" : $"severity >= {sorted[0].Text()}";
        return sorted.Length == 1
            ? $"severity == {sorted[0].Text()}"
            : $"severity in [{string.Join(", ", sorted.Select(each => each.Text()))}]";
    }

    /// <summary>What an event tells stands in its message, or in its error.</summary>
    /// <param name="method">For example <c>contains</c>.</param>
    public static string Message(string method, string text) =>
        $"(payload.message.{method}({Literal(text)}) || payload.error.{method}({Literal(text)}))";

    /// <summary>A string literal of the conditions' language.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("'");
        foreach (var letter in text)
            literal.Append(
                letter switch
                {
                    '\\' => "\\\\",
                    '\'' => "\\'",
                    _ when char.IsControl(letter) => $"\\u{(int)letter:x4}",
                    _ => $"{letter}",
                }
            );
        return literal.Append('\'').ToString();
    }
}
