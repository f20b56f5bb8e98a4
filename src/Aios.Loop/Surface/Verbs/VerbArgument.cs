namespace Aios.Loop.Surface.Verbs;

/// <summary>One argument of a verb: an option, or a bare word when <see cref="Positional"/>.</summary>
/// <param name="Name">Without dashes.</param>
public sealed record VerbArgument(string Name, ArgumentType Type, string Help)
{
    public bool Required { get; init; }
    public bool Positional { get; init; }

    /// <summary>Its value is written down nowhere.</summary>
    public bool IsSecret { get; init; }

    /// <summary>A bare <see cref="ArgumentType.Text"/> that may be given several times; only the last of a verb.</summary>
    public bool Repeated { get; init; }

    /// <summary>What a <see cref="ArgumentType.Choice"/> may be.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Bounds of a <see cref="ArgumentType.Whole"/>.</summary>
    public long Least { get; init; }
    public long Most { get; init; } = long.MaxValue;

    /// <summary>As errors and help name it.</summary>
    public string Shown => Positional ? Name.ToUpperInvariant() : "--" + Name;
}

public enum ArgumentType
{
    /// <summary>Present or not.</summary>
    Flag,
    Text,
    Whole,
    Choice,

    /// <summary>A UTC time, or how long ago; milliseconds since the Unix epoch once read.</summary>
    Time,

    /// <summary>A file or folder; what is not absolute is meant from where the command was typed.</summary>
    Path,

    /// <summary>A question in the conditions' language.</summary>
    Condition,

    /// <summary>A JSON object.</summary>
    Json,
}
