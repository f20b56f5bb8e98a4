namespace Aios.Loop.Conditions;

/// <summary>The variables that a condition may name. A variable without a kind is known only when it is evaluated.</summary>
public sealed class ConditionEnvironment
{
    private static readonly (string Name, ValueKind? Kind)[] EventVariables =
    [
        ("id", ValueKind.String),
        ("type", ValueKind.String),
        ("source", ValueKind.String),
        ("timestamp", ValueKind.Timestamp),
        ("severity", ValueKind.Int),
        ("priority", ValueKind.Int),
        ("trace_id", ValueKind.String),
        ("cause_id", ValueKind.String),
        ("node", ValueKind.String),
        ("seq", ValueKind.Int),
        ("payload", ValueKind.Map),
    ];

    private static readonly (string Name, long Value)[] ConstantValues =
    [
        ("info", 0),
        ("warn", 1),
        ("error", 2),
        ("critical", 3),
        ("P0", 0),
        ("P1", 1),
        ("P2", 2),
        ("P3", 3),
    ];

    private readonly (string Name, ValueKind? Kind)[] _variables;

    public ConditionEnvironment(params (string Name, ValueKind? Kind)[] variables)
    {
        if (variables.FirstOrDefault(each => TryConstant(each.Name, out _)).Name is { } taken)
            throw new ArgumentException($"'{taken}' is a constant of the language and cannot be a variable.", nameof(variables));
        _variables = variables;
    }

    /// <summary>The members of an event: playbook conditions and the events query.</summary>
    public static ConditionEnvironment Events { get; } = new(EventVariables);

    /// <summary>The members of the event that began the run, and <c>sensor</c>: the readings of now.</summary>
    public static ConditionEnvironment Verification { get; } = new([.. EventVariables, ("sensor", ValueKind.Map)]);

    public IEnumerable<string> Variables => _variables.Select(each => each.Name);

    internal static string ConstantNames => string.Join(", ", ConstantValues.Select(each => each.Name));

    internal static bool TryConstant(string name, out long value)
    {
        var found = Array.Find(ConstantValues, each => each.Name == name);
        value = found.Value;
        return found.Name is not null;
    }

    internal bool TryVariable(string name, out ValueKind? kind)
    {
        var found = Array.Find(_variables, each => each.Name == name);
        kind = found.Kind;
        return found.Name is not null;
    }
}
