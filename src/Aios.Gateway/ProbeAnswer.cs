using Aios.Loop.Effects;

namespace Aios.Gateway;

/// <summary>What a probe says about an effect.</summary>
/// <param name="Outcome">On record; null when the probe cannot tell.</param>
/// <param name="Detail">One line for people.</param>
public sealed record ProbeAnswer(EffectOutcome? Outcome, string Detail)
{
    /// <summary>Exit code 0: it happened. 1: it did not. Anything else, a time-out included, tells nothing.</summary>
    internal static EffectResult? ResultOf(AdapterResult seen) =>
        seen switch
        {
            { Result: EffectResult.Ok, ExitCode: 0 } => EffectResult.Ok,
            { Result: EffectResult.ExitCode, ExitCode: 1 } => EffectResult.NotHappened,
            _ => null,
        };
}
