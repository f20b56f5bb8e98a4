using System.Globalization;

namespace Aios.Loop.Tests.Conditions;

/// <summary>An expression as the test sees it, printed with no more brackets than CEL's precedence needs.</summary>
internal sealed record Tree(string Op, object? Leaf, params Tree[] Parts)
{
    private const int Member = 7;

    public static Tree Of(object? literal) => new("literal", literal);

    private int Level =>
        Op switch
        {
            "?:" => 0,
            "||" => 1,
            "&&" => 2,
            "==" or "!=" or "<" or "<=" or ">" or ">=" or "in" => 3,
            "+" or "-" => 4,
            "*" or "/" or "%" => 5,
            "!" or "neg" => 6,
            "literal" when Leaf is long or double => 6,
            _ => Member,
        };

    public override string ToString() =>
        Op switch
        {
            "literal" => Literal(Leaf),
            "field" => $"payload.{Leaf}",
            "item" => (string)Leaf!,
            "?:" => $"{Parts[0].At(1)} ? {Parts[1].At(1)} : {Parts[2]}",
            "!" => $"!{Parts[0].At(6)}",
            "neg" => $"-{Parts[0].At(6)}",
            "list" => $"[{string.Join(", ", Parts.AsEnumerable())}]",
            "index" => $"{Parts[0].At(Member)}[{Parts[1]}]",
            "select" => $"{{'k': {Parts[0]}}}.{Leaf}",
            "has" => $"has({{'k': {Parts[0]}}}.{Leaf})",
            "size" or "string" or "double" => $"{Op}({Parts[0]})",
            "startsWith" or "endsWith" or "contains" => $"{Parts[0].At(Member)}.{Op}({Parts[1]})",
            "all" or "exists" or "exists_one" or "filter" or "map" => $"{Parts[0].At(Member)}.{Op}({Leaf}, {Parts[1]})",
            _ => $"{Parts[0].At(Level)} {Op} {Parts[1].At(Level + 1)}",
        };

    private string At(int least) => Level >= least ? ToString() : $"({this})";

    private static string Literal(object? value) =>
        value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            long whole => whole.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny('.', 'E')
                ? text
                : $"{text}.0",
            _ => $"'{value}'",
        };
}
