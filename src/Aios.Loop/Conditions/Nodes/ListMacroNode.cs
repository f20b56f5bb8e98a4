using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>filter</c> (a test, no change) and <c>map</c> (a change, with or without a test): a list made from a list.</summary>
internal sealed class ListMacroNode(Macro macro, Node list, int slot, Node? test, Node? change)
    : Node([list, .. test is null ? [] : new[] { test }, .. change is null ? [] : new[] { change }])
{
    public override ValueKind? Kind => ValueKind.List;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var items = list.Evaluate(ref frame);
        if (items.Kind != ValueKind.List)
            return MacroFault.NoList(macro, items);
        var made = new List<Value>();
        for (var reader = new ListReader(items); reader.MoveNext(); )
        {
            if (!frame.Step())
                return Frame.TooLong;
            var item = frame.Locals[slot] = reader.Current;
            var isWanted = test?.Evaluate(ref frame) ?? Value.True;
            if (isWanted.Kind != ValueKind.Bool)
                return MacroFault.NoBool(macro, isWanted);
            if (!isWanted.Bool)
                continue;
            var result = change?.Evaluate(ref frame) ?? item;
            if (result.IsError)
                return result;
            made.Add(result);
        }

        return Value.Of(made);
    }
}
