using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Verifying;

/// <summary>What the verifier is asked and what it answers.</summary>
public static class VerifyingProtocol
{
    public interface ICommand;

    public interface IEvent;

    /// <summary>A run has done its steps. The answer is one <c>RunProtocol.RecordVerdict</c> for this round.</summary>
    public sealed record BeginVerification(RunId Run, int Round, Gate Gate, JsonElement? EventPayload, string? TraceId) : ICommand;

    /// <summary>The run is over or has moved on.</summary>
    public sealed record ForgetRun(RunId Run) : ICommand;

    public sealed record VerificationBegun(BeginVerification Request, Moment At) : IEvent;

    /// <param name="Seen">What the last look saw, for the verdict's reason.</param>
    public sealed record LookedAt(RunId Run, string Seen) : IEvent;

    public sealed record VerdictGiven(RunId Run, int Round, bool Passed, string Reason, long TookMs) : IEvent;

    public sealed record RunForgotten(RunId Run) : IEvent;
}
