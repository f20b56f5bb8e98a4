using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Verifying.VerifyingProtocol;

namespace Aios.Loop.Verifying;

/// <param name="BegunAt">Monotonic milliseconds.</param>
public sealed record Verification(BeginVerification Request, long BegunAt, string Seen);

/// <summary>The runs that wait for a verdict.</summary>
public sealed record VerifyingState(ImmutableDictionary<RunId, Verification> Pending)
{
    /// <summary>Verdicts that no record shows yet that the run heard them.</summary>
    public ImmutableDictionary<RunId, VerdictGiven> Unheard { get; init; } = ImmutableDictionary<RunId, VerdictGiven>.Empty;

    public bool IsIdle => Pending.IsEmpty && Unheard.IsEmpty;

    public static VerifyingState Empty { get; } = new(ImmutableDictionary<RunId, Verification>.Empty);

    public VerifyingState Apply(IEvent fact) =>
        fact switch
        {
            VerificationBegun begun => this with
            {
                Pending = Pending.SetItem(
                    begun.Request.Run,
                    new Verification(begun.Request, begun.At.Monotonic, "nothing was looked at yet")
                ),
                Unheard = Unheard.Remove(begun.Request.Run),
            },
            LookedAt look => this with { Pending = Pending.SetItem(look.Run, Pending[look.Run] with { Seen = look.Seen }) },
            VerdictGiven given => this with { Pending = Pending.Remove(given.Run), Unheard = Unheard.SetItem(given.Run, given) },
            RunForgotten forgotten => this with { Pending = Pending.Remove(forgotten.Run), Unheard = Unheard.Remove(forgotten.Run) },
            _ => throw new InvalidOperationException($"the verifier does not know {fact.GetType().Name}"),
        };
}
