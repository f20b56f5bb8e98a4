using System.Globalization;
using System.Text;

namespace Aios.Platform.Hocon;

/// <summary>Walks over the characters and knows line and column; reads blanks, comments, quoted and unquoted texts.</summary>
internal sealed class HoconScanner(string text, HoconOrigin start)
{
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";
    private int _position;
    private int _line = start.Line;
    private int _lineStart = 1 - start.Column;

    public bool AtEnd => _position >= text.Length;

    /// <summary>The character here; NUL at the end.</summary>
    public char Current => Ahead(0);

    public HoconOrigin Origin => new(start.File, _line, _position - _lineStart + 1);

    public bool AtComment => Current == '#' || (Current == '/' && Ahead(1) == '/');

    /// <summary>True when an unquoted text can start or go on here.</summary>
    public bool IsUnquoted => !AtEnd && !IsBlank(Current) && Current != '\n' && !Reserved.Contains(Current) && !AtComment;

    public string Found =>
        AtEnd ? "the end of the text"
        : Current == '\n' ? "the end of the line"
        : $"'{Printable(Current)}'";

    public char Ahead(int offset) => _position + offset < text.Length ? text[_position + offset] : '\0';

    public bool Starts(string word) => string.CompareOrdinal(text, _position, word, 0, word.Length) == 0;

    public HoconException Fail(string fault) => new(fault, Origin);

    public void Advance(int count = 1)
    {
        for (; count > 0 && !AtEnd; count--)
        {
            if (text[_position++] == '\n')
                (_line, _lineStart) = (_line + 1, _position);
        }
    }

    public bool Take(char expected)
    {
        if (AtEnd || Current != expected)
            return false;
        Advance();
        return true;
    }

    /// <summary>Skips blanks within the line and returns them.</summary>
    public string SkipBlanks()
    {
        var from = _position;
        while (!AtEnd && IsBlank(Current))
            _position++;
        return from == _position ? "" : text[from.._position];
    }

    /// <summary>Skips blanks, comments and line ends; true when a line ended.</summary>
    public bool SkipLines()
    {
        var ended = false;
        while (true)
        {
            SkipBlanks();
            if (AtComment)
            {
                while (!AtEnd && Current != '\n')
                    _position++;
            }
            else if (!AtEnd && Current == '\n')
            {
                ended = true;
                Advance();
            }
            else
            {
                return ended;
            }
        }
    }

    /// <summary>Reads up to a blank, a reserved character or a comment; a number may hold a plus sign (<c>1e+5</c>).</summary>
    public string ReadUnquoted()
    {
        var from = _position;
        while (IsUnquoted || IsExponentSign(from))
            _position++;
        return text[from.._position];
    }

    public string ReadQuoted()
    {
        if (Starts("\"\"\""))
            return ReadTripleQuoted();
        var opened = Origin;
        Advance();
        var value = new StringBuilder();
        while (!Take('"'))
        {
            if (AtEnd || Current == '\n')
                throw new HoconException(
                    $"the quote opened here is not closed before {Found}; close it with \" or use \"\"\" for several lines",
                    opened
                );
            if (Current == '\\')
            {
                value.Append(ReadEscape());
                continue;
            }
            value.Append(Current);
            _position++;
        }
        return value.ToString();
    }

    private string ReadTripleQuoted()
    {
        var opened = Origin;
        Advance(3);
        var end = text.IndexOf("\"\"\"", _position, StringComparison.Ordinal);
        if (end < 0)
            throw new HoconException("the \"\"\" opened here is not closed; close it with \"\"\"", opened);
        while (end + 3 < text.Length && text[end + 3] == '"')
            end++;
        var value = text[_position..end];
        Advance(end + 3 - _position);
        return value;
    }

    private char ReadEscape()
    {
        var at = Origin;
        Advance();
        var letter = Current;
        var meant = letter switch
        {
            '"' or '\\' or '/' => letter,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => 'u',
            _ => throw new HoconException($"'\\' before {Found} is no escape; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX", at),
        };
        Advance();
        if (letter != 'u')
            return meant;
        var digits = text.AsSpan(_position, Math.Min(4, text.Length - _position));
        if (digits.Length < 4 || !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw new HoconException("\\u must be followed by four hexadecimal digits, such as \\u00e9", at);
        Advance(4);
        return (char)code;
    }

    private bool IsExponentSign(int from) =>
        Current == '+'
        && _position > from
        && char.IsAsciiDigit(text[from])
        && text[_position - 1] is 'e' or 'E'
        && char.IsAsciiDigit(Ahead(1));

    private static bool IsBlank(char letter) => letter != '\n' && (char.IsWhiteSpace(letter) || letter == '\uFEFF');

    private static string Printable(char letter) =>
        char.IsControl(letter) || char.IsSurrogate(letter) ? $"\\u{(int)letter:x4}" : letter.ToString();
}
