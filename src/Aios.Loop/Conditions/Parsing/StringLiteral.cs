using System.Globalization;
using System.Text;

namespace Aios.Loop.Conditions.Parsing;

/// <summary><c>'…'</c>, <c>"…"</c> with CEL's escapes, and <c>r'…'</c> without any.</summary>
internal static class StringLiteral
{
    private const string Escapes = "\\\\ \\' \\\" \\` \\? \\a \\b \\f \\n \\r \\t \\v \\xHH \\uHHHH \\UHHHHHHHH \\OOO";

    private const string SimpleEscapes = "\\'\"`?abfnrtv";
    private const string SimpleMeanings = "\\'\"`?\a\b\f\n\r\t\v";

    public static bool StartsAt(string text, int at)
    {
        var quote = at;
        while (quote < text.Length && quote < at + 2 && text[quote] is 'r' or 'R' or 'b' or 'B')
            quote++;
        return quote < text.Length && text[quote] is '\'' or '"';
    }

    /// <summary>Null and the literal, or what is wrong and where.</summary>
    public static (int At, string Message)? Read(string text, int start, out (string Text, int End) literal)
    {
        literal = default;
        var open = text.AsSpan(start).IndexOfAny('\'', '"') + start;
        var prefix = text[start..open];
        var quote = text[open];
        if (prefix.Length > 0 && prefix is not ("r" or "R"))
            return (start, "byte strings are not part of the language; write '…' or r'…'");
        if (string.CompareOrdinal(text, open, new string(quote, 3), 0, 3) == 0)
            return (start, "strings in triple quotes are not part of the language; write '…', \"…\" or r'…'");
        var meaning = new StringBuilder();
        var at = open + 1;
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] is '\n' or '\r')
                return (at, "a string ends on the line where it starts; a line break is written \\n");
            if (text[at] != '\\' || prefix.Length > 0)
                meaning.Append(text[at++]);
            else if (!TryEscape(text, ref at, meaning))
                return (at, $"no such escape; allowed are {Escapes}");
        }

        if (at >= text.Length)
            return (start, $"the string that starts here has no closing {quote}");
        literal = (meaning.ToString(), at + 1);
        return null;
    }

    private static bool TryEscape(string text, ref int at, StringBuilder meaning)
    {
        var letter = at + 1 < text.Length ? text[at + 1] : '\0';
        var simple = SimpleEscapes.IndexOf(letter, StringComparison.Ordinal);
        if (simple >= 0)
        {
            meaning.Append(SimpleMeanings[simple]);
            at += 2;
            return true;
        }

        var (skip, length, radix) = letter switch
        {
            'x' or 'X' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            >= '0' and <= '3' => (1, 3, 8),
            _ => (0, 0, 0),
        };
        if (length == 0 || at + skip + length > text.Length)
            return false;
        if (!TryNumber(text.AsSpan(at + skip, length), radix, out var code) || !Rune.IsValid(code))
            return false;
        meaning.Append(new Rune(code).ToString());
        at += skip + length;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, int radix, out uint code)
    {
        if (radix == 16)
            return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
        code = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
                return false;
            code = (code * 8) + (uint)(digit - '0');
        }

        return true;
    }
}
