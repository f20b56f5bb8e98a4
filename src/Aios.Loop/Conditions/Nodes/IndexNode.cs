using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>target[index]</c>: a map by string, a list by int from 0.</summary>
internal sealed class IndexNode(Node target, Node index, string path) : Node(target, index)
{
    private const int BytesPerStep = 16 * 1024;

    public Node Target => target;

    public Node Index => index;

    public override ValueKind? Kind => null;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var container = target.Evaluate(ref frame);
        if (container.IsError)
            return container;
        var key = index.Evaluate(ref frame);
        if (key.IsError)
            return key;
        if (!frame.Pay(container.JsonSize / BytesPerStep))
            return Frame.TooLong;
        return (container.Kind, key.Kind) switch
        {
            (ValueKind.Map, ValueKind.String) => Field(container, key, ref frame),
            (ValueKind.List, ValueKind.Int) => Item(container, key.Int),
            (ValueKind.List, ValueKind.Double) when double.IsInteger(key.Double) => Item(container, (long)key.Double),
            (ValueKind.Map, _) => Value.Error($"a map is indexed by string, not by {KindSet.Name(key.Kind)}, in {path}"),
            (ValueKind.List, _) => Value.Error($"a list is indexed by int, not by {KindSet.Name(key.Kind)}, in {path}"),
            _ => Value.Error($"{KindSet.Name(container.Kind)} has no index, only map and list do, in {path}"),
        };
    }

    private Value Field(in Value map, in Value key, ref Frame frame)
    {
        if (!frame.TryText(key, out var name))
            return frame.NoText;
        return map.TryGetField(name, out var value) ? value : Value.Error($"no such field {Value.Of(name)} in {path}");
    }

    private Value Item(in Value list, long at)
    {
        var count = list.Count;
        if (at < 0 || at >= count)
            return Value.Error($"no item {at} in {path}: the list has {count}");
        return list.PlainItems is { } items ? items[(int)at] : Value.Of(list.Json[(int)at]);
    }
}
