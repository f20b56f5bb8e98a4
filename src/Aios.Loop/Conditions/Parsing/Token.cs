namespace Aios.Loop.Conditions.Parsing;

internal enum TokenKind
{
    End,
    Name,
    Int,
    Double,
    String,
    Symbol,
}

/// <summary>
/// A piece of the text. <paramref name="Text"/> is what a string means, and what anything else looks like;
/// the end of the text looks like nothing.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;

    public override string ToString() =>
        Kind switch
        {
            TokenKind.End => "the end",
            TokenKind.String => Value.Of(Text).ToString(),
            _ => $"'{Text}'",
        };
}
