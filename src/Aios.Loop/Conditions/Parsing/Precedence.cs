using Aios.Loop.Conditions.Nodes;

namespace Aios.Loop.Conditions.Parsing;

/// <summary>The operators with two sides that stand between <c>&amp;&amp;</c> and the unary ones, weakest first.</summary>
internal static class Precedence
{
    public const int Levels = 3;

    private static readonly (string Symbol, int Level, Operator Operator)[] Operators =
    [
        ("==", 0, Operator.Equal),
        ("!=", 0, Operator.NotEqual),
        ("<", 0, Operator.Less),
        ("<=", 0, Operator.LessOrEqual),
        (">", 0, Operator.Greater),
        (">=", 0, Operator.GreaterOrEqual),
        ("in", 0, Operator.In),
        ("+", 1, Operator.Add),
        ("-", 1, Operator.Subtract),
        ("*", 2, Operator.Multiply),
        ("/", 2, Operator.Divide),
        ("%", 2, Operator.Modulo),
    ];

    public static bool TryOperator(Token token, int level, out Operator op)
    {
        op = default;
        if (token.Kind is not (TokenKind.Symbol or TokenKind.Name))
            return false;
        var found = Array.Find(Operators, each => each.Level == level && each.Symbol == token.Text);
        op = found.Operator;
        return found.Symbol is not null;
    }
}
