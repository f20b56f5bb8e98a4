using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Node.Composition;

/// <summary>An event from outside, from the question to its confirmation.</summary>
internal static class Emission
{
    /// <param name="patience">For the confirmation that it is on disk.</param>
    /// <exception cref="TimeoutException">None came; the event may be on record all the same.</exception>
    public static async Task<EmitResult> Confirm(IActorRef journal, Event candidate, TimeSpan patience)
    {
        try
        {
            return await journal.Ask<object>(Append.One(candidate), patience) switch
            {
                Appended { Records: [var recorded, ..] } done => new EmitResult(recorded, done.Duplicates.Count > 0, null, false),
                AppendFailed failed => new EmitResult(
                    null,
                    false,
                    new Refusal("event", candidate.Id.Value, failed.Why, failed.Remedy),
                    failed.IsRetryable
                )
                {
                    RetryAfter = failed.RetryAfter,
                },
                var other => throw new InvalidOperationException($"the journal answered {other.GetType().Name}"),
            };
        }
        catch (AskTimeoutException late)
        {
            throw new TimeoutException(
                $"not confirmed within {patience.TotalSeconds:0.##} s; it may be on record: send it again with the same --id {candidate.Id.Value}",
                late
            );
        }
    }
}
