using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>{key: value}</c>; its children are keys and values in turn.</summary>
internal sealed class MapNode(Node[] keysAndValues) : Node(keysAndValues)
{
    public override ValueKind? Kind => ValueKind.Map;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Pay(1 + Children.Length))
            return Frame.TooLong;
        var fields = new Dictionary<string, Value>(Children.Length / 2);
        for (var i = 0; i < Children.Length; i += 2)
        {
            var key = Children[i].Evaluate(ref frame);
            if (key.IsError)
                return key;
            if (key.Kind != ValueKind.String)
                return Value.Error($"the key of a map is a string, found {KindSet.Name(key.Kind)}");
            if (!frame.TryText(key, out var name))
                return frame.NoText;
            var value = Children[i + 1].Evaluate(ref frame);
            if (value.IsError)
                return value;
            if (!fields.TryAdd(name, value))
                return Value.Error($"the map has the key {Value.Of(name)} twice");
        }

        return Value.Of(new LiteralMap(fields));
    }
}
