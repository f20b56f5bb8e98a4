using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>
/// A whole chain of <c>&amp;&amp;</c> or <c>||</c>. As in CEL one operand that decides outweighs errors in the others,
/// whichever comes first.
/// </summary>
internal sealed class JunctionNode(bool isAnd, Node[] operands) : Node(operands)
{
    public bool IsAnd => isAnd;

    public override ValueKind? Kind => ValueKind.Bool;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var failure = Value.Null;
        foreach (var operand in Children)
        {
            var value = operand.Evaluate(ref frame);
            if (value.Kind == ValueKind.Bool)
            {
                if (value.Bool != isAnd)
                    return value;
            }
            else if (!failure.IsError)
            {
                failure = value.IsError ? value : NotABool(value);
            }
        }

        return failure.IsError ? failure : Value.Of(isAnd);
    }

    private Value NotABool(in Value value) =>
        Value.Error($"{(isAnd ? "&&" : "||")} needs bool on both sides, found {KindSet.Name(value.Kind)}");
}
