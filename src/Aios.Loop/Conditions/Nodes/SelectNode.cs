using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>target.field</c>. Looking a field up is paid by the size of the map only where a macro repeats it.</summary>
internal sealed class SelectNode(Node target, string name, string path, bool isRepeated) : Node(target)
{
    private const int BytesPerStep = 16 * 1024;

    // Made once: a payload without the field is an everyday case and should cost nothing.
    private readonly Value _missing = Value.Error($"no such field {path}");

    public Node Target => target;

    public string Name => name;

    public override ValueKind? Kind => null;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var map = target.Evaluate(ref frame);
        if (map.Kind != ValueKind.Map)
            return map.IsError ? map : NotAMap(map);
        if (isRepeated && !frame.Pay(map.JsonSize / BytesPerStep))
            return Frame.TooLong;
        return map.TryGetField(name, out var value) ? value : _missing;
    }

    /// <summary>For <c>has</c>: whether the field is there, error when that cannot be asked.</summary>
    public Value IsPresent(ref Frame frame)
    {
        var map = target.Evaluate(ref frame);
        if (map.Kind != ValueKind.Map)
            return map.IsError ? map : NotAMap(map);
        if (isRepeated && !frame.Pay(map.JsonSize / BytesPerStep))
            return Frame.TooLong;
        return Value.Of(map.TryGetField(name, out _));
    }

    private Value NotAMap(in Value value) =>
        Value.Error($"no such field {path}: what stands before .{name} is {KindSet.Name(value.Kind)}, not map");
}
