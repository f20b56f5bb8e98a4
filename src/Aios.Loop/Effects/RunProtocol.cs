using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>What a run is told and what it says. Every event is on record as <c>run.*</c> before it is acted on.</summary>
public static class RunProtocol
{
    public interface ICommand;

    public interface IReply;

    public interface IEvent
    {
        /// <summary>Milliseconds since the Unix epoch.</summary>
        long AtWall { get; }
    }

    /// <summary>Begin, or go on after a restart with what the ledger knows of this run.</summary>
    /// <param name="HeldMs">So long before it was held back, in milliseconds.</param>
    public sealed record Resume(IReadOnlyList<EffectRecord> Ledger, long HeldMs = 0) : ICommand;

    /// <summary>The probe could not tell whether the current attempt happened.</summary>
    public sealed record RecordDoubt(string Detail) : ICommand;

    /// <summary>The scheduler gave a slot for the step that waits.</summary>
    /// <param name="HeldMs">So long it was held back meanwhile, in milliseconds.</param>
    public sealed record TakeSlot(long HeldMs = 0) : ICommand;

    public sealed record RecordOutcome(EffectOutcome Outcome) : ICommand;

    /// <summary>The verifier's answer to <see cref="GateAsked"/> number <paramref name="Round"/>.</summary>
    public sealed record RecordVerdict(RunId Run, int Round, bool Passed, string Reason) : ICommand;

    public sealed record PassDeadline : ICommand;

    /// <summary>It cannot go on as it is: it ends as at its deadline.</summary>
    public sealed record GiveUp(string Why) : ICommand;

    /// <summary>Somebody ends the run, for a reason; what it did is put back. Answered with <see cref="Answered"/>.</summary>
    public sealed record CancelRun(RunId Run, string By, string Reason) : ICommand;

    /// <summary>Tries again to put back what a run that is stuck could not. Answered with <see cref="Answered"/>.</summary>
    public sealed record RetryRollback(RunId Run, string By, string Reason) : ICommand;

    /// <summary>Does what needs no slot: asks people, begins a pause, ends a run that only watches.</summary>
    public sealed record GoOn : ICommand;

    /// <summary>The pause of the current step is over.</summary>
    public sealed record EndPause : ICommand;

    /// <summary>What became of <see cref="ApprovalAsked"/> number <paramref name="Round"/>.</summary>
    /// <param name="As">Approved, denied or expired.</param>
    /// <param name="Hash">Of what people were shown.</param>
    public sealed record RecordApproval(RunId Run, int Round, RunPhase As, string Approval, string Hash, string By, string Reason)
        : ICommand;

    public sealed record Planned(RunPlan Plan, long AtWall) : IEvent;

    public sealed record StepStarted(string Step, int Attempt, long AtWall) : IEvent;

    public sealed record StepSucceeded(string Step, int Attempt, string Detail, long DurationMs, long AtWall) : IEvent;

    public sealed record StepFailed(string Step, int Attempt, EffectResult Result, string Detail, long DurationMs, long AtWall) : IEvent;

    /// <summary>The node ended while the attempt was carried out: it may or may not have happened. A probe is asked, or a person.</summary>
    public sealed record StepUnknown(string Step, int Attempt, long AtWall) : IEvent;

    /// <summary>The probe could not tell.</summary>
    public sealed record StepInDoubt(string Step, int Attempt, string Detail, long AtWall) : IEvent;

    /// <summary>Only a person can say whether it happened.</summary>
    /// <param name="WithinMs">So long it is waited for, in milliseconds; then the run ends.</param>
    public sealed record PersonAsked(string Step, int Attempt, long WithinMs, long AtWall) : IEvent;

    public sealed record WaitingToRetry(string Step, int NextAttempt, long DelayMs, long AtWall) : IEvent;

    /// <summary>So long it could not go on, and not because of itself: its deadline moves by that.</summary>
    /// <param name="Ms">Milliseconds.</param>
    public sealed record Held(long Ms, string Why, long AtWall) : IEvent;

    public sealed record GateAsked(int Round, long AtWall) : IEvent;

    public sealed record Failed(string Reason, long AtWall) : IEvent;

    public sealed record RungTaken(int Rung, RungKind Kind, long AtWall) : IEvent;

    public sealed record Compensating(IReadOnlyList<string> Undo, IReadOnlyList<string> Left, long AtWall) : IEvent;

    /// <summary>People are asked before the first step, or at a step of kind approve.</summary>
    /// <param name="Step">Null: before the first.</param>
    /// <param name="Hash">Of everything that would be done: see <see cref="Approvals.ApprovalRules.HashOf"/>.</param>
    /// <param name="Text">One line: what would be done.</param>
    /// <param name="WithinMs">So long they have, in milliseconds.</param>
    public sealed record ApprovalAsked(int Round, ApprovalNeed Need, string? Step, string Hash, string Text, long WithinMs, long AtWall)
        : IEvent;

    /// <param name="Approval">Its id.</param>
    /// <param name="By">Who said yes.</param>
    public sealed record ApprovalGiven(int Round, string Approval, string By, long AtWall) : IEvent;

    /// <summary>It ends before it is through: what is under way is let end, then what was done is put back.</summary>
    /// <param name="As">What it ends as when all of it was put back: cancelled, denied or expired; rolled-back at its deadline.</param>
    public sealed record Stopping(RunPhase As, string By, string Reason, long AtWall) : IEvent;

    /// <summary>Putting back failed; what it had put back until then is on record step by step.</summary>
    /// <param name="Left">What stays as it is.</param>
    public sealed record RollbackFailed(string Reason, IReadOnlyList<string> Left, long AtWall) : IEvent;

    /// <summary>The one way out of an end: somebody tries again to put back what was left.</summary>
    /// <param name="Undo">The steps that are left, in their order.</param>
    /// <param name="After">Number of the attempt behind which the first of them goes on.</param>
    public sealed record RollbackRetried(string By, string Reason, IReadOnlyList<string> Undo, int After, long AtWall) : IEvent;

    public sealed record Ended(RunPhase Phase, string Reason, long AtWall) : IEvent;

    /// <param name="State">As it stands now; null for a run that is not known.</param>
    public sealed record Answered(RunState? State, Refusal? Refusal) : IReply;
}
