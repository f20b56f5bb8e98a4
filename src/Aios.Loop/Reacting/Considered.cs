using Aios.Loop.Effects;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What one playbook says to one event: a plan, or the first reason against it with the values that it read.</summary>
/// <param name="Plan">Null exactly when there is something against it.</param>
public sealed record Considered(Playbook Playbook, RunPlan? Plan, string? Against)
{
    /// <summary>The run that acts on the same target: the plan waits for its end.</summary>
    public RunId? WaitsFor { get; init; }

    /// <summary>What its window is to remember of the event, whether it is answered or not.</summary>
    public IReadOnlyList<WindowMove> Moves { get; init; } = [];

    /// <summary>Events that are answered together, the newest last; empty when the event is answered by itself.</summary>
    public IReadOnlyList<long> Events { get; init; } = [];

    /// <summary>What the safeguards said of the plan.</summary>
    public SafetyVerdict Verdict { get; init; } = new SafetyVerdict.Allow();

    public bool Fits => Plan is not null;

    /// <summary>It would only watch.</summary>
    public bool IsShadow => Plan is { IsShadow: true };

    public static Considered No(Playbook playbook, string against) => new(playbook, null, against);
}
