using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Functions;

/// <summary>Tests of strings, unit by unit: no culture has a say.</summary>
internal static class TextFunctions
{
    private const int MaxWord = 128;

    public static Value StartsWith(in Value text, in Value prefix, ref Frame frame) =>
        TryTexts(text, prefix, ref frame, out var whole, out var part)
            ? Value.Of(whole.StartsWith(part, StringComparison.Ordinal))
            : frame.NoText;

    public static Value EndsWith(in Value text, in Value suffix, ref Frame frame) =>
        TryTexts(text, suffix, ref frame, out var whole, out var part)
            ? Value.Of(whole.EndsWith(part, StringComparison.Ordinal))
            : frame.NoText;

    public static Value Contains(in Value text, in Value part, ref Frame frame)
    {
        if (!TryTexts(text, part, ref frame, out var whole, out var wanted))
            return frame.NoText;
        return PaySearch(whole, wanted, ref frame) ? Value.Of(whole.Contains(wanted, StringComparison.Ordinal)) : Frame.TooLong;
    }

    /// <summary>Whether the word stands in the text with no letter, digit or underscore beside it; case does not matter.</summary>
    public static Value HasWord(in Value text, in Value word, ref Frame frame)
    {
        if (!TryTexts(text, word, ref frame, out var whole, out var wanted))
            return frame.NoText;
        if (wanted.Length is 0 or > MaxWord)
            return Value.Error($"has_word needs a word of 1 to {MaxWord} characters, found {wanted.Length}");
        if (!PaySearch(whole, wanted, ref frame))
            return Frame.TooLong;
        var at = whole.IndexOf(wanted, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            var end = at + wanted.Length;
            if (IsBoundary(whole, at - 1) && IsBoundary(whole, end))
                return Value.True;
            at = whole.IndexOf(wanted, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return Value.False;
    }

    private static bool IsBoundary(string text, int at) =>
        at < 0 || at >= text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] == '_');

    private static bool TryTexts(in Value a, in Value b, ref Frame frame, out string one, out string other)
    {
        other = string.Empty;
        if (!frame.TryText(a, out one!) || !frame.TryText(b, out other!))
            return false;
        return frame.PayBytes(other.Length);
    }

    // A search is quadratic at worst: every place of the text against the whole part.
    private static bool PaySearch(string text, string part, ref Frame frame) =>
        frame.PayBytes(text.Length) && frame.Pay(((long)text.Length * part.Length) >> 20);
}
