namespace Aios.Loop.Vocabulary;

/// <summary>A "no" as a value.</summary>
/// <param name="What">What was refused: <c>event</c>, <c>playbook</c>, <c>run</c>.</param>
/// <param name="Id">Which one.</param>
/// <param name="Why">The reason, with the value that was found and what is allowed.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Refusal(string What, string Id, string Why, string Remedy)
{
    public override string ToString() => $"{What} {Shown.Clean(Id)} refused: {Why}; {Remedy}";
}

/// <summary>Where a value was written.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record Origin(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>One thing wrong with a setting or a playbook.</summary>
/// <param name="Member">Dotted path of the faulty member.</param>
/// <param name="Value">What was there.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record Fault(string Member, string Value, string Allowed)
{
    public override string ToString() => $"{Member} ({Shown.Clean(Value)}) must be {Allowed}";
}

/// <summary>Text from outside, made safe for a line on a terminal or in a log.</summary>
public static class Shown
{
    private const int Longest = 120;

    public static string Quote(string? text) => $"'{Clean(text)}'";

    /// <summary>Control and direction-changing characters become <c>?</c>; longer than 120 characters is cut with <c>…</c>.</summary>
    public static string Clean(string? text)
    {
        var cut = text is { Length: > Longest }
            ? string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "…")
            : text ?? "";
        return string.Create(
            cut.Length,
            cut,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = Unsafe(source[i]) ? '?' : source[i];
            }
        );
    }

    private static bool Unsafe(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
