using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>One playbook on one target.</summary>
public sealed record CircuitKey(PlaybookId Playbook, string Target);

/// <summary>What a circuit is made of.</summary>
public enum CircuitSign
{
    Planned,
    Verified,
    Failed,

    /// <summary>It ended and proved nothing: somebody ended it, or nobody let it begin.</summary>
    Void,
}

/// <param name="At">Milliseconds since the Unix epoch.</param>
public readonly record struct CircuitMark(CircuitSign Sign, long At);

/// <summary>A run of one playbook on a target; the target is the key under which it stands.</summary>
public readonly record struct Turn(PlaybookId Playbook, long At);
