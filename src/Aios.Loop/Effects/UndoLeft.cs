using System.Collections.Immutable;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>Where a rollback that failed stopped.</summary>
/// <param name="Steps">The undo that failed and those behind it.</param>
/// <param name="Attempt">Number of its last attempt; 0 when it was never begun.</param>
public sealed record UndoLeft(ImmutableArray<PlannedStep> Steps, int Attempt, string Reason)
{
    /// <summary>Of its last attempt; null when it was never begun.</summary>
    public EffectId? EffectOf(RunId run) => Attempt == 0 ? null : EffectIntent.IdOf(run, Steps[0].Id, Attempt);
}
