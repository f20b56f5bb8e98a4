using System.Collections.Immutable;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>A run as its recorded events tell it.</summary>
public sealed partial record RunState(RunPlan Plan, long PlannedAt)
{
    public RunPhase Phase { get; init; } = RunPhase.Planned;

    /// <summary>The steps of the current leg: the plan's, a rung's, or the undo of what was done.</summary>
    public ImmutableArray<PlannedStep> Leg { get; init; } = [.. Plan.Steps];

    /// <summary>Index into <see cref="Leg"/>.</summary>
    public int Position { get; init; }

    /// <summary>Number of the attempt that runs or ran last at the current step; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>When that attempt began.</summary>
    public long StartedAt { get; init; }

    public long RetryDelayMs { get; init; }

    /// <summary>When that delay is over, milliseconds since the Unix epoch.</summary>
    public long RetryAt { get; init; }

    /// <summary>-1 before the ladder, else the rung that was taken last.</summary>
    public int Rung { get; init; } = -1;

    /// <summary>Number of the gate that was asked last; 0 before the first.</summary>
    public int Round { get; init; }

    /// <summary>What people were asked last.</summary>
    public ApprovalAsked? Asked { get; init; }

    /// <summary>Id of the newest approval.</summary>
    public string? Approval { get; init; }

    /// <summary>Why it ends before it is through.</summary>
    public Stopping? Stop { get; init; }

    /// <summary>Steps that succeeded, oldest first.</summary>
    public ImmutableArray<PlannedStep> Done { get; init; } = [];

    /// <summary>Steps that may have left something, oldest first: those, and such as failed half-way.</summary>
    public ImmutableArray<PlannedStep> Touched { get; init; } = [];

    /// <summary>Those of them that were put back.</summary>
    public ImmutableArray<string> PutBack { get; init; } = [];
    public ImmutableArray<string> NotUndone { get; init; } = [];
    public ImmutableArray<string> History { get; init; } = [];
    public string Reason { get; init; } = "";
    public bool InFlight { get; init; }

    /// <summary>Whether the attempt in flight happened is not known, and its probe is asked.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The same, and nothing but a person can tell.</summary>
    public bool IsDark { get; init; }

    /// <summary>The attempt that failed last, as long as what follows from it is not on record.</summary>
    public StepFailed? Broken { get; init; }

    /// <summary>A leg or its rollback failed, and what follows from it is not on record.</summary>
    public bool IsFailing { get; init; }

    /// <summary>Something outside was tried, whatever came of it.</summary>
    public bool HasActed { get; init; }

    /// <summary>Attempts at the current step that use up no retry: it turned out that they did not happen.</summary>
    public int NotHappened { get; init; }

    /// <summary>
    /// When the run ends at the latest, milliseconds since the Unix epoch. Waiting for a person has a time of its own; what was in the
    /// dark gives the run its whole time again once it is known.
    /// </summary>
    public long DeadlineAt { get; init; } = PlannedAt + Plan.DeadlineMs;
    public bool Compensates { get; init; }

    /// <summary>The rollback is over; only people are still to be told.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>What is still to be put back after a rollback that failed.</summary>
    public UndoLeft? UndoLeft { get; init; }

    /// <summary>It was over, and somebody tried again to put back what was left.</summary>
    public bool IsReopened { get; init; }
    public long UpdatedAt { get; init; } = PlannedAt;

    /// <summary>Where its end stands in the log; 0 before.</summary>
    public long EndedSeq { get; init; }

    public static RunState Start(Planned planned) =>
        new(planned.Plan, planned.AtWall) { History = [$"planned for {planned.Plan.EventType}"] };

    public RunState Apply(IEvent fact) =>
        fact is Planned || IsToldAgain(fact)
            ? this
            : RunFolding.Fold(
                this with
                {
                    UpdatedAt = fact.AtWall,
                    History = History.Add($"+{fact.AtWall - PlannedAt} ms {RunHistory.Line(fact)}"),
                },
                fact
            );

    /// <summary>At the beginning of other steps.</summary>
    internal RunState Begin(ImmutableArray<PlannedStep> leg) =>
        this with
        {
            Leg = leg,
            Position = 0,
            Attempt = 0,
            NotHappened = 0,
            InFlight = false,
            IsUnknown = false,
            IsDark = false,
            Broken = null,
            IsFailing = false,
            RetryDelayMs = 0,
        };

    /// <summary>The outcome of the attempt in flight is known.</summary>
    internal RunState Known(long atWall) =>
        this with
        {
            Phase = Phase == RunPhase.WaitingForPerson ? Working : Phase,
            InFlight = false,
            IsUnknown = false,
            IsDark = false,
            DeadlineAt = Phase == RunPhase.WaitingForPerson ? atWall + Plan.DeadlineMs : DeadlineAt,
        };

    internal RunState AtWork => this with { Phase = Working };

    /// <summary>An outcome is on record twice when the run was taken up again while the first record was on its way to disk.</summary>
    private bool IsToldAgain(IEvent fact) =>
        (fact is RollbackRetried && UndoLeft is null)
        || (fact is StepSucceeded ok && !IsCurrent(ok.Step, ok.Attempt))
        || (fact is StepFailed bad && !IsCurrent(bad.Step, bad.Attempt));

    private bool IsCurrent(string step, int attempt) => InFlight && Step?.Id == step && Attempt == attempt;
}
