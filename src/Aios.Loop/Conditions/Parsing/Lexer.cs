namespace Aios.Loop.Conditions.Parsing;

/// <summary>Cuts the text into tokens, by CEL's lexical rules. Stops at the first fault.</summary>
internal sealed class Lexer(string text, FaultList faults)
{
    private static readonly string[] Symbols =
    [
        "||",
        "&&",
        "==",
        "!=",
        "<=",
        ">=",
        .. "<>!+-*/%?:.,()[]{}".Select(each => each.ToString()),
    ];

    private readonly List<Token> _tokens = [];
    private int _at;

    /// <summary>The tokens, the last of them <see cref="TokenKind.End"/>; null after a fault.</summary>
    public List<Token>? Read()
    {
        while (true)
        {
            SkipSpace();
            if (_at >= text.Length)
            {
                _tokens.Add(new Token(TokenKind.End, text.Length, text.Length, string.Empty));
                return _tokens;
            }

            if (!ReadOne())
                return null;
        }
    }

    private bool ReadOne()
    {
        var first = text[_at];
        if (StringLiteral.StartsAt(text, _at))
            return ReadString();
        if (char.IsAsciiLetter(first) || first == '_')
            return Add(TokenKind.Name, EndOf(_at, IsNamePart));
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
            return ReadNumber();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
                return Add(TokenKind.Symbol, _at + symbol.Length);
        }

        faults.Add(_at, Unreadable(first));
        return false;
    }

    private static string Unreadable(char first) =>
        first switch
        {
            '=' => "'=' is no operator; equality is '=='",
            '&' => "'&' is no operator; and is '&&'",
            '|' => "'|' is no operator; or is '||'",
            '`' => "names in backquotes are not part of the language; write a['x']",
            _ => $"{Value.Of(first.ToString())} has no meaning here",
        };

    private bool ReadString()
    {
        if (StringLiteral.Read(text, _at, out var literal) is { } fault)
        {
            faults.Add(fault.At, fault.Message);
            return false;
        }

        _tokens.Add(new Token(TokenKind.String, _at, literal.End, literal.Text));
        _at = literal.End;
        return true;
    }

    private bool ReadNumber()
    {
        var kind = TokenKind.Int;
        int end;
        if (text[_at] == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            end = EndOf(_at + 2, char.IsAsciiHexDigit);
        }
        else
        {
            end = EndOf(_at, char.IsAsciiDigit);
            if (At(end) == '.' && char.IsAsciiDigit(At(end + 1)))
                (kind, end) = (TokenKind.Double, EndOf(end + 1, char.IsAsciiDigit));
            var exponent = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
            if (At(end) is 'e' or 'E' && char.IsAsciiDigit(At(exponent)))
                (kind, end) = (TokenKind.Double, EndOf(exponent, char.IsAsciiDigit));
        }

        if (!IsNamePart(At(end)))
            return Add(kind, end);
        var isUnsigned = At(end) is 'u' or 'U' && !IsNamePart(At(end + 1));
        faults.Add(
            _at,
            isUnsigned
                ? "unsigned integers are not part of the language; leave out the u"
                : $"'{text[_at..EndOf(end, IsNamePart)]}' is neither a number nor a name; amounts are written quantity('10GiB') or duration('5m')"
        );
        return false;
    }

    private bool Add(TokenKind kind, int end)
    {
        _tokens.Add(new Token(kind, _at, end, text[_at..end]));
        _at = end;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\r' or '\n' or '\f')
                _at++;
            else if (text[_at] == '/' && Peek(1) == '/')
                _at = EndOf(_at, each => each != '\n');
            else
                return;
        }
    }

    private int EndOf(int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
            end++;
        return end;
    }

    private char Peek(int ahead) => At(_at + ahead);

    private char At(int at) => at < text.Length ? text[at] : '\0';

    private static bool IsNamePart(char each) => char.IsAsciiLetterOrDigit(each) || each == '_';
}
