using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Node.Composition;

/// <summary>Events from outside, from the question to their confirmation.</summary>
internal static class Emission
{
    /// <param name="patience">For the confirmation that it is on disk.</param>
    /// <exception cref="TimeoutException">None came; the event may be on record all the same.</exception>
    public static async Task<EmitResult> Confirm(IActorRef journal, Event candidate, TimeSpan patience)
    {
        var again = $"it may be on record: send it again with the same --id {candidate.Id.Value}";
        return await Ask(journal, Append.One(candidate), patience, again) switch
        {
            Appended { Records: [var recorded, ..] } done => new EmitResult(recorded, done.Duplicates.Count > 0, null, false),
            AppendFailed failed => new EmitResult(null, false, Refusal(failed, candidate.Id.Value), failed.IsRetryable)
            {
                RetryAfter = failed.RetryAfter,
            },
            var other => throw Unexpected(other),
        };
    }

    /// <summary>All of them or none, in one append.</summary>
    /// <param name="patience">For the confirmation that they are on disk.</param>
    /// <exception cref="TimeoutException">None came; the events may be on record all the same.</exception>
    public static async Task<EmittedTogether> Confirm(IActorRef journal, IReadOnlyList<Event> candidates, TimeSpan patience)
    {
        const string again = "they may be on record: send them again, with the same ids";
        return await Ask(journal, new Append(candidates), patience, again) switch
        {
            Appended done => new EmittedTogether(done.Records, done.Duplicates),
            AppendFailed failed => new EmittedTogether([], [], Refusal(failed, $"{candidates.Count} together"), failed.IsRetryable)
            {
                RetryAfter = failed.RetryAfter,
            },
            var other => throw Unexpected(other),
        };
    }

    private static async Task<object> Ask(IActorRef journal, Append append, TimeSpan patience, string again)
    {
        try
        {
            return await journal.Ask<object>(append, patience);
        }
        catch (AskTimeoutException late)
        {
            throw new TimeoutException($"not confirmed within {patience.TotalSeconds:0.##} s; {again}", late);
        }
    }

    private static Refusal Refusal(AppendFailed failed, string which) => new("event", which, failed.Why, failed.Remedy);

    private static InvalidOperationException Unexpected(object answer) => new($"the journal answered {answer.GetType().Name}");
}
