namespace Aios.Loop.Scheduling;

/// <summary>The event types that some playbook asks for: exact names, prefixes ending in a dot, or all.</summary>
public sealed record TypeIndex(IReadOnlySet<string> Exact, IReadOnlyList<string> Prefixes)
{
    public static TypeIndex Empty { get; } = new(new HashSet<string>(), []);

    /// <summary>Some playbook asks for events of any type: all are let through that are no record of the node itself.</summary>
    public bool IsEverything { get; init; }

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _prefixes = new HashSet<string>(
        Prefixes,
        StringComparer.Ordinal
    ).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Costs one look-up for each dot of the type, however many prefixes there are.</summary>
    public bool Asks(string type)
    {
        if (IsEverything || Exact.Contains(type))
            return true;
        if (Prefixes.Count == 0)
            return false;
        for (var dot = type.IndexOf('.'); dot >= 0; dot = type.IndexOf('.', dot + 1))
            if (_prefixes.Contains(type.AsSpan(0, dot + 1)))
                return true;
        return false;
    }
}
