using System.Globalization;
using System.Numerics;

namespace Aios.Loop.Tests.Conditions;

/// <summary>Evaluates trees over plain objects, one case per operator, with no regard for speed. Any failure is <see cref="Fail"/>.</summary>
internal sealed class NaiveInterpreter(Dictionary<string, object?> payload)
{
    public static readonly object Fail = new();

    private readonly Dictionary<string, object?> _items = [];

    public object? Run(Tree tree)
    {
        var parts = tree.Parts;
        switch (tree.Op)
        {
            case "literal":
                return tree.Leaf;
            case "field":
                return payload.GetValueOrDefault((string)tree.Leaf!, Fail);
            case "item":
                return _items[(string)tree.Leaf!];
            case "&&":
                return Join([Run(parts[0]), Run(parts[1])], decisive: false);
            case "||":
                return Join([Run(parts[0]), Run(parts[1])], decisive: true);
            case "?:":
                return Run(parts[0]) is bool yes ? Run(parts[yes ? 1 : 2]) : Fail;
            case "all" or "exists" or "exists_one" or "filter" or "map":
                return Macro(tree);
        }

        var values = parts.Select(Run).ToList();
        return values.Contains(Fail) ? Fail : Strict(tree, values);
    }

    private static object? Strict(Tree tree, List<object?> values) =>
        (tree.Op, values) switch
        {
            ("!", [bool truth]) => !truth,
            ("neg", [long whole]) => Fit(-(BigInteger)whole),
            ("neg", [double number]) => -number,
            ("list", _) => values,
            ("index", [List<object?> list, long at]) => at >= 0 && at < list.Count ? list[(int)at] : Fail,
            ("select", [var value]) => (string)tree.Leaf! == "k" ? value : Fail,
            ("has", _) => (string)tree.Leaf! == "k",
            ("size", [List<object?> list]) => (long)list.Count,
            ("size", [string text]) => (long)text.EnumerateRunes().Count(),
            ("string", [long or double or string]) => Convert.ToString(values[0], CultureInfo.InvariantCulture)!.Replace('E', 'e'),
            ("string", [bool truth]) => truth ? "true" : "false",
            ("double", [long or double]) => Convert.ToDouble(values[0], CultureInfo.InvariantCulture),
            ("double", [string text]) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : Fail,
            ("startsWith", [string text, string part]) => text.StartsWith(part, StringComparison.Ordinal),
            ("endsWith", [string text, string part]) => text.EndsWith(part, StringComparison.Ordinal),
            ("contains", [string text, string part]) => text.Contains(part, StringComparison.Ordinal),
            ("==", [var a, var b]) => Same(a, b),
            ("!=", [var a, var b]) => !Same(a, b),
            ("in", [var item, List<object?> list]) => list.Any(each => Same(each, item)),
            ("<" or "<=" or ">" or ">=", [var a, var b]) => Order(a, b) is { } order ? Holds(tree.Op, order) : Fail,
            (_, [long a, long b]) => Whole(tree.Op, a, b),
            ("+", [double a, double b]) => a + b,
            ("-", [double a, double b]) => a - b,
            ("*", [double a, double b]) => a * b,
            ("/", [double a, double b]) => a / b,
            ("+", [string a, string b]) => a + b,
            ("+", [List<object?> a, List<object?> b]) => a.Concat(b).ToList(),
            _ => Fail,
        };

    private object? Macro(Tree tree)
    {
        if (Run(tree.Parts[0]) is not List<object?> list)
            return Fail;
        var results = new List<object?>();
        foreach (var item in list)
        {
            _items[(string)tree.Leaf!] = item;
            results.Add(Run(tree.Parts[1]));
        }

        if (tree.Op == "all")
            return Join(results, decisive: false);
        if (tree.Op == "exists")
            return Join(results, decisive: true);
        if (tree.Op == "map")
            return results.Contains(Fail) ? Fail : results;
        if (results.Any(each => each is not bool))
            return Fail;
        return tree.Op == "filter" ? list.Where((_, at) => results[at] is true).ToList() : results.Count(each => each is true) == 1;
    }

    private static object Join(List<object?> values, bool decisive) =>
        values.Any(each => each is bool truth && truth == decisive) ? decisive
        : values.All(each => each is bool) ? !decisive
        : Fail;

    private static object Whole(string op, BigInteger a, BigInteger b) =>
        op switch
        {
            "+" => Fit(a + b),
            "-" => Fit(a - b),
            "*" => Fit(a * b),
            "/" or "%" when b == 0 => Fail,
            "/" => Fit(BigInteger.Divide(a, b)),
            "%" => Fit(BigInteger.Remainder(a, b)),
            _ => Fail,
        };

    private static object Fit(BigInteger exact) => exact >= long.MinValue && exact <= long.MaxValue ? (long)exact : Fail;

    private static bool Same(object? a, object? b) =>
        (a, b) switch
        {
            (null, null) => true,
            (List<object?> one, List<object?> other) => one.Count == other.Count
                && one.Zip(other).All(pair => Same(pair.First, pair.Second)),
            (string one, string other) => one == other,
            (bool one, bool other) => one == other,
            (long or double, long or double) => Order(a, b) == 0,
            _ => false,
        };

    /// <summary>Null when there is no such comparison; NaN gives 2, which is no order.</summary>
    private static int? Order(object? a, object? b) =>
        (a, b) switch
        {
            (bool one, bool other) => one.CompareTo(other),
            (long one, long other) => one.CompareTo(other),
            (string one, string other) => Math.Sign(string.CompareOrdinal(Utf32(one), Utf32(other))),
            (long or double, long or double) => OrderNumbers(a, b),
            _ => null,
        };

    private static int OrderNumbers(object a, object b)
    {
        if (a is double.NaN || b is double.NaN)
            return 2;
        if (a is double.PositiveInfinity or double.NegativeInfinity || b is double.PositiveInfinity or double.NegativeInfinity)
            return Convert.ToDouble(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b, CultureInfo.InvariantCulture));
        // Doubles as fractions over 2^1074 are exact.
        return Scaled(a).CompareTo(Scaled(b));
    }

    private static BigInteger Scaled(object value)
    {
        if (value is long whole)
            return (BigInteger)whole << 1074;
        var bits = BitConverter.DoubleToInt64Bits((double)value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var size = exponent == 0 ? fraction : (BigInteger)(fraction | (1L << 52)) << (exponent - 1);
        return bits < 0 ? -size : size;
    }

    private static bool Holds(string op, int order) =>
        op switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order == 1,
            _ => order is 0 or 1,
        };

    // Six hexadecimal digits per code point, which sort as the code points do.
    private static string Utf32(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value.ToString("x6", CultureInfo.InvariantCulture)));
}
