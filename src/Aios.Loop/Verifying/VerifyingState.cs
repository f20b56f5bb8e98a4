using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Verifying.VerifyingProtocol;

namespace Aios.Loop.Verifying;

/// <param name="BegunAt">Monotonic milliseconds.</param>
public sealed record Verification(BeginVerification Request, long BegunAt, string Seen);

/// <summary>The runs that wait for a verdict.</summary>
public sealed record VerifyingState(ImmutableDictionary<RunId, Verification> Pending)
{
    public static VerifyingState Empty { get; } = new(ImmutableDictionary<RunId, Verification>.Empty);

    public VerifyingState Apply(IEvent fact) =>
        fact switch
        {
            VerificationBegun begun => new(
                Pending.SetItem(begun.Request.Run, new Verification(begun.Request, begun.At.Monotonic, "nothing was looked at yet"))
            ),
            LookedAt look => new(Pending.SetItem(look.Run, Pending[look.Run] with { Seen = look.Seen })),
            VerdictGiven given => new(Pending.Remove(given.Run)),
            RunForgotten forgotten => new(Pending.Remove(forgotten.Run)),
            _ => throw new InvalidOperationException($"the verifier does not know {fact.GetType().Name}"),
        };
}
