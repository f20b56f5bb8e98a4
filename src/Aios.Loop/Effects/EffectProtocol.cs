using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>What people say about effects that nobody knows the end of.</summary>
public static class EffectProtocol
{
    /// <param name="By">Who says it, for the record.</param>
    /// <param name="Reason">Why they think so; may be empty.</param>
    public sealed record ResolveEffect(EffectId Effect, bool Happened, string Reason, string By);

    /// <summary>The one answer: the line as it stands now, or why it was not changed.</summary>
    public sealed record EffectResolved(EffectRecord? Record, Refusal? Refusal);
}
