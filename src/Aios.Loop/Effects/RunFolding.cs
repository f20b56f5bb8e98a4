using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>What each fact makes of a run.</summary>
internal static class RunFolding
{
    /// <summary>The actor that asks people is to say that their time is over; the run itself says so only when nobody does.</summary>
    private const long GraceMs = 30_000;

    public static RunState Fold(RunState run, IEvent fact) =>
        fact switch
        {
            StepStarted started => run.AtWork with
            {
                Attempt = started.Attempt,
                StartedAt = started.AtWall,
                RetryDelayMs = 0,
                Broken = null,
                InFlight = true,
            },
            StepUnknown lost => run with
            {
                IsUnknown = run.Step?.Probe is not null,
                IsDark = run.Step?.Probe is null,
                HasActed = true,
                DeadlineAt = lost.AtWall + run.Plan.DeadlineMs,
            },
            StepInDoubt => run with { IsUnknown = false, IsDark = run.IsStopped || run.Step is not { Idempotent: true } },
            PersonAsked asked => run with
            {
                Phase = RunPhase.WaitingForPerson,
                IsUnknown = false,
                IsDark = true,
                DeadlineAt = asked.AtWall + asked.WithinMs,
            },
            StepSucceeded ok => Succeed(run, ok),
            StepFailed bad => run.Known(bad.AtWall) with
            {
                NotHappened = run.NotHappened + (bad.Result == EffectResult.NotHappened ? 1 : 0),
                Reason = bad.Detail,
                Broken = bad,
                Touched = !run.Compensates && CompensationRules.MayHaveLeft(run.Step!, bad.Result) ? Touch(run) : run.Touched,
                HasActed = run.HasActed || bad.Result != EffectResult.NotHappened,
            },
            WaitingToRetry wait => (run.Compensates ? run.AtWork : run with { Phase = RunPhase.Waiting }) with
            {
                RetryDelayMs = wait.DelayMs,
                RetryAt = wait.AtWall + wait.DelayMs,
                Broken = null,
            },
            Held held => run with { DeadlineAt = run.DeadlineAt + held.Ms },
            GateAsked ask => run with { Phase = RunPhase.Verifying, Round = ask.Round },
            Failed failed => run with { Phase = RunPhase.Failed, Reason = failed.Reason, IsFailing = true, Broken = null },
            RungTaken rung => run.Begin([.. run.Plan.Ladder[rung.Rung].Steps]) with
            {
                Rung = rung.Rung,
                IsRolledBack = run.Compensates,
                Compensates = false,
                DeadlineAt =
                    rung.Kind == RungKind.Escalate
                        ? Math.Max(run.DeadlineAt, rung.AtWall + CompensationRules.BudgetMs(run.Plan, run.Plan.Ladder[rung.Rung].Steps))
                        : run.DeadlineAt,
            },
            Compensating undo => (
                run.Begin([.. CompensationRules.UndoSteps(run, undo.Undo)]) with
                {
                    Compensates = true,
                    NotUndone = [.. undo.Left],
                    DeadlineAt = Math.Max(
                        run.DeadlineAt,
                        undo.AtWall + CompensationRules.BudgetMs(run.Plan, CompensationRules.UndoSteps(run, undo.Undo))
                    ),
                }
            ).AtWork,
            ApprovalAsked asked => run with
            {
                Phase = RunPhase.WaitingApproval,
                Asked = asked,
                DeadlineAt = asked.AtWall + asked.WithinMs + GraceMs,
            },
            ApprovalGiven yes => Approve(run, yes),
            Stopping stop => run with
            {
                Phase = RunPhase.Cancelling,
                Stop = stop,
                DeadlineAt = Math.Max(run.DeadlineAt, stop.AtWall + CompensationRules.PatienceMs(run)),
            },
            RollbackFailed failed => run with
            {
                Phase = RunPhase.Failed,
                Reason = failed.Reason,
                InFlight = false,
                IsUnknown = false,
                IsDark = false,
                Broken = null,
                IsFailing = true,
                NotUndone = [.. failed.Left],
                UndoLeft = new UndoLeft(run.Leg[run.Position..], run.Attempt, failed.Reason),
            },
            RollbackRetried again => Reopen(run, again),
            Ended end => run with { Phase = end.Phase, Reason = end.Reason, InFlight = false, IsFailing = false, Broken = null },
            _ => throw new InvalidOperationException($"a run does not know {fact.GetType().Name}"),
        };

    private static RunState Succeed(RunState run, StepSucceeded ok) =>
        run.Known(ok.AtWall) with
        {
            Done = run.Compensates ? run.Done : run.Done.Add(run.Step!),
            Touched = run.Compensates ? run.Touched : Touch(run),
            PutBack = run.Compensates ? run.PutBack.Add(CompensationRules.UndoneBy(run.Step!)) : run.PutBack,
            Position = run.Position + 1,
            Attempt = 0,
            NotHappened = 0,
            HasActed = run.HasActed || run.Step!.Action.IsOutside,
        };

    private static RunState Approve(RunState run, ApprovalGiven yes)
    {
        var approved = run with { Phase = RunPhase.Approved, Approval = yes.Approval, DeadlineAt = yes.AtWall + run.Plan.DeadlineMs };
        return run.Asked?.Step is null
            ? approved
            : approved with
            {
                Done = run.Done.Add(run.Step!),
                Position = run.Position + 1,
                Attempt = 0,
                NotHappened = 0,
            };
    }

    private static RunState Reopen(RunState run, RollbackRetried again)
    {
        var left = run.UndoLeft ?? new UndoLeft([], 0, "");
        var steps = left.Steps.Where(step => again.Undo.Contains(step.Id)).ToArray();
        var back = left.Steps.Where(step => !again.Undo.Contains(step.Id)).Select(CompensationRules.UndoneBy).ToArray();
        var reopened = run.Begin([.. steps]) with
        {
            // Attempts of before are on record under their numbers; they use up no retry of this time.
            Attempt = again.After,
            NotHappened = again.After,
            Compensates = true,
            IsRolledBack = false,
            IsReopened = true,
            UndoLeft = null,
            EndedSeq = 0,
            PutBack = run.PutBack.AddRange(back),
            NotUndone = [.. run.NotUndone.Except(back).Except(steps.Select(CompensationRules.UndoneBy))],
            DeadlineAt = again.AtWall + CompensationRules.BudgetMs(run.Plan, steps),
        };
        return reopened.AtWork;
    }

    private static ImmutableArray<PlannedStep> Touch(RunState run) =>
        run.Touched.Any(step => step.Id == run.Step!.Id) ? run.Touched : run.Touched.Add(run.Step!);
}
