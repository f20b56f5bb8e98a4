using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>all</c>, <c>exists</c> and <c>exists_one</c>: a test over every item of a list.</summary>
internal sealed class TestMacroNode(Macro macro, Node list, int slot, Node test) : Node(list, test)
{
    public override ValueKind? Kind => ValueKind.Bool;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var items = list.Evaluate(ref frame);
        if (items.Kind != ValueKind.List)
            return MacroFault.NoList(macro, items);
        var failure = Value.Null;
        var found = 0;
        for (var reader = new ListReader(items); reader.MoveNext(); )
        {
            frame.Locals[slot] = reader.Current;
            var value = test.Evaluate(ref frame);
            if (frame.IsExhausted)
                return Frame.TooLong;
            if (value.Kind != ValueKind.Bool)
            {
                failure = failure.IsError ? failure : MacroFault.NoBool(macro, value);
                continue;
            }

            if (value.Bool)
                found++;
            if (macro == Macro.All ? !value.Bool : macro == Macro.Exists && value.Bool)
                return value;
        }

        if (failure.IsError)
            return failure;
        return Value.Of(
            macro switch
            {
                Macro.All => true,
                Macro.Exists => false,
                _ => found == 1,
            }
        );
    }
}
