namespace Aios.Loop.Conditions.Values;

/// <summary>A set of kinds, written for people: "int, double or string".</summary>
internal readonly struct KindSet
{
    private readonly int _bits;

    public KindSet(params ReadOnlySpan<ValueKind> kinds)
    {
        foreach (var kind in kinds)
            _bits |= 1 << (int)kind;
    }

    public bool Contains(ValueKind kind) => (_bits & (1 << (int)kind)) != 0;

    public override string ToString()
    {
        var bits = _bits;
        var names = Enum.GetValues<ValueKind>().Where(kind => (bits & (1 << (int)kind)) != 0).Select(Name).ToArray();
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }

    public static string Name(ValueKind kind) =>
        kind switch
        {
            ValueKind.Null => "null",
            ValueKind.Bool => "bool",
            ValueKind.Int => "int",
            ValueKind.Double => "double",
            ValueKind.String => "string",
            ValueKind.List => "list",
            ValueKind.Map => "map",
            ValueKind.Timestamp => "timestamp",
            ValueKind.Duration => "duration",
            _ => "error",
        };
}
