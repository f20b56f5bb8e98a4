using Aios.Loop.Conditions.Values;
using static Aios.Loop.Conditions.Nodes.Operator;
using static Aios.Loop.Conditions.ValueKind;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>Which operator is defined for which kinds, and what comes out.</summary>
internal static class Overloads
{
    private static readonly ValueKind[] Comparable = [Bool, Int, ValueKind.Double, ValueKind.String, Timestamp, Duration];

    private static readonly (Operator Operator, ValueKind Left, ValueKind Right, ValueKind Result)[] Arithmetic =
    [
        (Add, Int, Int, Int),
        (Add, ValueKind.Double, ValueKind.Double, ValueKind.Double),
        (Add, ValueKind.String, ValueKind.String, ValueKind.String),
        (Add, List, List, List),
        (Add, Timestamp, Duration, Timestamp),
        (Add, Duration, Timestamp, Timestamp),
        (Add, Duration, Duration, Duration),
        (Subtract, Int, Int, Int),
        (Subtract, ValueKind.Double, ValueKind.Double, ValueKind.Double),
        (Subtract, Timestamp, Timestamp, Duration),
        (Subtract, Timestamp, Duration, Timestamp),
        (Subtract, Duration, Duration, Duration),
        (Multiply, Int, Int, Int),
        (Multiply, ValueKind.Double, ValueKind.Double, ValueKind.Double),
        (Divide, Int, Int, Int),
        (Divide, ValueKind.Double, ValueKind.Double, ValueKind.Double),
        (Modulo, Int, Int, Int),
    ];

    /// <summary>What an arithmetic operator makes of two known kinds; null when it is not defined for them.</summary>
    public static ValueKind? Result(Operator op, ValueKind left, ValueKind right)
    {
        foreach (var each in Arithmetic)
        {
            if (each.Operator == op && each.Left == left && each.Right == right)
                return each.Result;
        }

        return null;
    }

    /// <summary>Whether the operator can be defined for what is known about its sides, and what its result then is.</summary>
    public static bool Allows(Operator op, ValueKind? left, ValueKind? right, out ValueKind? result)
    {
        result = Bool;
        if (op is Equal or NotEqual)
            return left is null || right is null || left == right || left == Null || right == Null || (IsNumber(left) && IsNumber(right));
        if (op == In)
            return right is null or List || (right == Map && left is null or ValueKind.String);
        if (op < In)
            return Array.Exists(
                Comparable,
                kind => IsOrCouldBe(left, kind) && (IsOrCouldBe(right, kind) || (IsNumber(kind) && IsNumber(right)))
            );
        var fitting = Arithmetic
            .Where(each => each.Operator == op && IsOrCouldBe(left, each.Left) && IsOrCouldBe(right, each.Right))
            .Select(each => each.Result)
            .Distinct()
            .ToArray();
        result = fitting.Length == 1 ? fitting[0] : null;
        return fitting.Length > 0;
    }

    public static string Text(Operator op) =>
        op switch
        {
            Equal => "==",
            NotEqual => "!=",
            Less => "<",
            LessOrEqual => "<=",
            Greater => ">",
            GreaterOrEqual => ">=",
            In => "in",
            Add => "+",
            Subtract => "-",
            Multiply => "*",
            Divide => "/",
            _ => "%",
        };

    public static string MissingText(Operator op, ValueKind left, ValueKind right)
    {
        var text = $"{Text(op)} is not defined for {KindSet.Name(left)} and {KindSet.Name(right)}";
        return op > In && IsNumber(left) && IsNumber(right) && op != Modulo ? $"{text}; write int(…) or double(…)" : text;
    }

    public static Value Missing(Operator op, ValueKind left, ValueKind right) => Value.Error(MissingText(op, left, right));

    private static bool IsNumber(ValueKind? kind) => kind is Int or ValueKind.Double;

    private static bool IsOrCouldBe(ValueKind? known, ValueKind kind) => known is null || known == kind;
}
