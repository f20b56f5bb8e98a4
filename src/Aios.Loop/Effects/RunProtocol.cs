using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>What a run is told and what it says. Every event is on record as <c>run.*</c> before it is acted on.</summary>
public static class RunProtocol
{
    public interface ICommand;

    public interface IEvent
    {
        /// <summary>Milliseconds since the Unix epoch.</summary>
        long AtWall { get; }
    }

    public interface IQuery;

    public interface IReply;

    /// <summary>Begin, or go on after a restart with what the ledger knows of this run.</summary>
    public sealed record Resume(IReadOnlyList<EffectRecord> Ledger) : ICommand;

    /// <summary>The probe could not tell whether the current attempt happened.</summary>
    public sealed record RecordDoubt(string Detail) : ICommand;

    /// <summary>The scheduler gave a slot for the step that waits.</summary>
    public sealed record TakeSlot : ICommand;

    public sealed record RecordOutcome(EffectOutcome Outcome) : ICommand;

    /// <summary>The verifier's answer to <see cref="GateAsked"/> number <paramref name="Round"/>.</summary>
    public sealed record RecordVerdict(RunId Run, int Round, bool Passed, string Reason) : ICommand;

    public sealed record PassDeadline : ICommand;

    /// <summary>Somebody ends the run, for a reason; what it did is put back.</summary>
    public sealed record CancelRun(RunId Run, string By, string Reason) : ICommand;

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

    public sealed record GateAsked(int Round, long AtWall) : IEvent;

    public sealed record Failed(string Reason, long AtWall) : IEvent;

    public sealed record RungTaken(int Rung, RungKind Kind, long AtWall) : IEvent;

    public sealed record Compensating(IReadOnlyList<string> Undo, IReadOnlyList<string> Left, long AtWall) : IEvent;

    public sealed record Ended(RunPhase Phase, string Reason, long AtWall) : IEvent;

    public sealed record GetRun(RunId Run) : IQuery;

    public sealed record GetRuns : IQuery;

    public sealed record Run(RunState? State) : IReply;

    public sealed record Runs(IReadOnlyList<RunState> States) : IReply;
}

public enum RunPhase
{
    Planned,

    /// <summary>People are asked whether it may go on.</summary>
    WaitingApproval,
    Approved,
    Running,
    Waiting,
    Verifying,
    Failed,
    Compensating,

    /// <summary>Nobody but a person can say whether an effect happened.</summary>
    WaitingForPerson,

    /// <summary>Somebody ended it; what it did is being put back.</summary>
    Cancelling,
    Verified,
    RolledBack,
    Stuck,
    Cancelled,

    /// <summary>Somebody said no.</summary>
    Denied,

    /// <summary>Nobody said yes in time.</summary>
    Expired,

    /// <summary>Its playbook only watches: everything was decided and recorded, nothing was done.</summary>
    Shadowed,
}

public static class RunPhases
{
    public static bool IsTerminal(this RunPhase phase) => phase >= RunPhase.Verified;

    /// <summary>As events and lists show it: <c>rolled-back</c>.</summary>
    public static string Text(this RunPhase phase) =>
        phase switch
        {
            RunPhase.WaitingApproval => "waiting-approval",
            RunPhase.RolledBack => "rolled-back",
            RunPhase.WaitingForPerson => "waiting-for-person",
            _ => phase.ToString().ToLowerInvariant(),
        };
}
