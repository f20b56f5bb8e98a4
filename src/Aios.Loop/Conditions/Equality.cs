namespace Aios.Loop.Conditions;

/// <summary>A part <c>path == literal</c> of a condition that must hold for the whole to hold: what an index can find it by.</summary>
public sealed record Equality(ConditionPath Path, EqualKey Value);

/// <summary>A variable and the fields selected from it, all fixed in the text; two of the same text are the same path.</summary>
public sealed class ConditionPath(string root, params IReadOnlyList<string> fields) : IEquatable<ConditionPath>
{
    private readonly string _text = string.Join('\0', [root, .. fields]);

    /// <summary>The value that stands there, as a key; null when there is none, or none that a literal can equal.</summary>
    public EqualKey? Read(IConditionScope scope)
    {
        if (!scope.TryGet(root, out var value))
            return null;
        foreach (var field in fields)
        {
            if (value.Kind != ValueKind.Map || !value.TryGetField(field, out var next))
                return null;
            value = next;
        }
        return EqualKey.Of(value);
    }

    public bool Equals(ConditionPath? other) => _text == other?._text;

    public override bool Equals(object? obj) => Equals(obj as ConditionPath);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join('.', [root, .. fields]);
}
