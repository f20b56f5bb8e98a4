using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>A run as its recorded events tell it.</summary>
public sealed record RunState(RunPlan Plan, long PlannedAt)
{
    public RunPhase Phase { get; init; } = RunPhase.Planned;

    /// <summary>The steps of the current leg: the plan's, a rung's, or the undo of what was done.</summary>
    public ImmutableArray<PlannedStep> Leg { get; init; } = [.. Plan.Steps];

    /// <summary>Index into <see cref="Leg"/>.</summary>
    public int Position { get; init; }

    /// <summary>Number of the attempt that runs or ran last at the current step; 0 before the first.</summary>
    public int Attempt { get; init; }

    public long RetryDelayMs { get; init; }

    /// <summary>-1 before the ladder, else the rung that was taken last.</summary>
    public int Rung { get; init; } = -1;

    /// <summary>Number of the gate that was asked last; 0 before the first.</summary>
    public int Round { get; init; }

    /// <summary>Steps that succeeded and are not undone, oldest first.</summary>
    public ImmutableArray<PlannedStep> Done { get; init; } = [];
    public ImmutableArray<string> NotUndone { get; init; } = [];
    public ImmutableArray<string> History { get; init; } = [];
    public string Reason { get; init; } = "";
    public bool InFlight { get; init; }

    /// <summary>Whether the attempt in flight happened is not known, and its probe is asked.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Attempts at the current step that turned out not to have happened: they use up no retry.</summary>
    public int NotHappened { get; init; }

    /// <summary>
    /// When the run ends at the latest, milliseconds since the Unix epoch. Waiting for a person has a time of its own; what was in the
    /// dark gives the run its whole time again once it is known.
    /// </summary>
    public long DeadlineAt { get; init; } = PlannedAt + Plan.DeadlineMs;
    public bool Compensates { get; init; }

    /// <summary>The rollback is over; only people are still to be told.</summary>
    public bool IsRolledBack { get; init; }
    public long UpdatedAt { get; init; } = PlannedAt;

    /// <summary>Where its end stands in the log; 0 before.</summary>
    public long EndedSeq { get; init; }

    private RunPhase Working => Compensates ? RunPhase.Compensating : RunPhase.Running;
    public PlannedStep? Step => Position < Leg.Length ? Leg[Position] : null;
    public bool IsOver => Phase.IsTerminal();

    /// <summary>The effect of the current attempt.</summary>
    public EffectId CurrentEffect => EffectIntent.IdOf(Plan.Id, Step!.Id, Attempt);

    public static RunState Start(Planned planned) =>
        new(planned.Plan, planned.AtWall) { History = [$"planned for {planned.Plan.EventType}"] };

    public RunState Apply(IEvent fact)
    {
        if (fact is Planned || IsToldAgain(fact))
            return this;
        var noted = this with { UpdatedAt = fact.AtWall, History = History.Add($"+{fact.AtWall - PlannedAt} ms {RunHistory.Line(fact)}") };
        return fact switch
        {
            StepStarted started => noted with { Phase = Working, Attempt = started.Attempt, RetryDelayMs = 0, InFlight = true },
            StepUnknown lost => noted with { IsUnknown = true, DeadlineAt = lost.AtWall + Plan.DeadlineMs },
            StepInDoubt => noted with { IsUnknown = false },
            PersonAsked asked => noted with
            {
                Phase = RunPhase.WaitingForPerson,
                IsUnknown = false,
                DeadlineAt = asked.AtWall + asked.WithinMs,
            },
            StepSucceeded ok => noted.Known(ok.AtWall) with
            {
                Done = Compensates ? Done : Done.Add(Step!),
                Position = Position + 1,
                Attempt = 0,
                NotHappened = 0,
            },
            StepFailed bad => noted.Known(bad.AtWall) with
            {
                NotHappened = NotHappened + (bad.Result == EffectResult.NotHappened ? 1 : 0),
                Reason = bad.Detail,
            },
            WaitingToRetry wait => noted with
            {
                Phase = Compensates ? RunPhase.Compensating : RunPhase.Waiting,
                RetryDelayMs = wait.DelayMs,
            },
            GateAsked ask => noted with { Phase = RunPhase.Verifying, Round = ask.Round },
            Failed failed => noted with { Phase = RunPhase.Failed, Reason = failed.Reason },
            RungTaken rung => noted.Begin([.. Plan.Ladder[rung.Rung].Steps]) with
            {
                Rung = rung.Rung,
                IsRolledBack = Compensates,
                Compensates = false,
            },
            Compensating undo => noted.Begin([.. undo.Undo.Select(UndoOf)]) with
            {
                Phase = RunPhase.Compensating,
                Compensates = true,
                NotUndone = [.. undo.Left],
            },
            Ended end => noted with { Phase = end.Phase, Reason = end.Reason, InFlight = false },
            _ => throw new InvalidOperationException($"a run does not know {fact.GetType().Name}"),
        };
    }

    /// <summary>An outcome is on record twice when the run was taken up again while the first record was on its way to disk.</summary>
    private bool IsToldAgain(IEvent fact) =>
        (fact is StepSucceeded ok && !IsUnderWay(ok.Step, ok.Attempt)) || (fact is StepFailed bad && !IsUnderWay(bad.Step, bad.Attempt));

    private bool IsUnderWay(string step, int attempt) => InFlight && Step?.Id == step && Attempt == attempt;

    private RunState Begin(ImmutableArray<PlannedStep> leg) =>
        this with
        {
            Leg = leg,
            Position = 0,
            Attempt = 0,
            NotHappened = 0,
            InFlight = false,
        };

    /// <summary>The outcome of the attempt in flight is known.</summary>
    private RunState Known(long atWall) =>
        this with
        {
            Phase = Phase == RunPhase.WaitingForPerson ? Working : Phase,
            InFlight = false,
            IsUnknown = false,
            DeadlineAt = Phase == RunPhase.WaitingForPerson ? atWall + Plan.DeadlineMs : DeadlineAt,
        };

    /// <summary>The step that puts another one back. Its own id keeps the ledger's ids apart.</summary>
    private PlannedStep UndoOf(string id)
    {
        var step = Done.First(done => done.Id == id);
        return step with { Id = $"undo-{id}", Action = step.Undo!, Undo = null, Probe = null };
    }
}
