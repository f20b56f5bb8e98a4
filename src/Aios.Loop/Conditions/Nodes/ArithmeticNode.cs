using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>+ - * / %</c>. Whatever does not fit 64 bits is an error, never a wrapped number.</summary>
internal sealed class ArithmeticNode(Operator op, Node left, Node right, ValueKind? kind) : BinaryNode(op, left, right, kind)
{
    protected override Value Apply(in Value a, in Value b, ref Frame frame) =>
        (a.Kind, b.Kind) switch
        {
            (ValueKind.Int, ValueKind.Int) => OfInts(a.Int, b.Int),
            (ValueKind.Double, ValueKind.Double) when Operator != Operator.Modulo => Value.Of(OfDoubles(a.Double, b.Double)),
            (ValueKind.String, ValueKind.String) when Operator == Operator.Add => Concatenation.OfTexts(a, b, ref frame),
            (ValueKind.List, ValueKind.List) when Operator == Operator.Add => Concatenation.OfLists(a, b, ref frame),
            (ValueKind.Timestamp or ValueKind.Duration, ValueKind.Timestamp or ValueKind.Duration) => TimeArithmetic.Apply(Operator, a, b),
            _ => Overloads.Missing(Operator, a.Kind, b.Kind),
        };

    private Value OfInts(long a, long b)
    {
        if (b == 0 && Operator is Operator.Divide or Operator.Modulo)
            return Value.Error(Operator == Operator.Divide ? "division by zero" : "modulus by zero");
        var exact = Operator switch
        {
            Operator.Add => (Int128)a + b,
            Operator.Subtract => (Int128)a - b,
            Operator.Multiply => (Int128)a * b,
            Operator.Divide => (Int128)a / b,
            _ => b == -1 ? 0 : a % b,
        };
        return (long)exact == exact ? Value.Of((long)exact) : Value.Error("int overflow");
    }

    private double OfDoubles(double a, double b) =>
        Operator switch
        {
            Operator.Add => a + b,
            Operator.Subtract => a - b,
            Operator.Multiply => a * b,
            _ => a / b,
        };
}
