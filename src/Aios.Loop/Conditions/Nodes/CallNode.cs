using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Functions;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

internal sealed class CallNode(Function function, Node[] arguments) : Node(arguments)
{
    public override ValueKind? Kind => function.Result;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var first = Argument(0, ref frame);
        if (first.IsError || Children.Length == 1)
            return first.IsError ? first : function.Body(first, Value.Null, ref frame);
        var second = Argument(1, ref frame);
        return second.IsError ? second : function.Body(first, second, ref frame);
    }

    private Value Argument(int index, ref Frame frame)
    {
        var value = Children[index].Evaluate(ref frame);
        return value.IsError || function.Parameters[index].Contains(value.Kind)
            ? value
            : Value.Error($"{function.Usage} needs {function.Parameters[index]}, found {KindSet.Name(value.Kind)}");
    }
}
