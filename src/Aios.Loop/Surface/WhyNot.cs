using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>Why a playbook does not answer an event, or that it does.</summary>
/// <param name="Then">What was decided about it when the event came, and when; null when nothing is on record.</param>
/// <param name="Now">What would be decided now.</param>
public sealed record WhyNot(PlaybookId Playbook, RecordedEvent Event, WhyNotThen? Then, WhyNotAnswer Now)
{
    /// <summary>Both say the same.</summary>
    public bool IsAsThen => Then is { } then && then.Answer.Answers == Now.Answers && then.Answer.Reason == Now.Reason;
}

/// <param name="Decision">Id of the decision; <c>aios decisions show ID</c> shows all of it.</param>
/// <param name="Run">That was started, or null.</param>
public sealed record WhyNotThen(EventId Decision, long At, WhyNotAnswer Answer, string? Run);

/// <param name="Answers">It does answer.</param>
/// <param name="Reason">Why, or the first thing that keeps it from answering, with its values.</param>
public sealed record WhyNotAnswer(bool Answers, string Reason);
