using System.Text.RegularExpressions;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What a playbook must be to be loaded.</summary>
public static partial class PlaybookRules
{
    /// <summary>The id of the step that keeps the files of <c>snapshot</c>.</summary>
    public const string SnapshotStep = "snapshot";

    /// <summary>How much a step can hurt: as it says, else by what it does.</summary>
    public static Risk RiskOf(Playbook playbook, StepTemplate step) => step.Risk ?? ActionDefaults.RiskOf(step.Action) ?? playbook.Risk;

    /// <summary>How much putting a step back can hurt: as its author says, else by what it does, else as much as the step.</summary>
    public static Risk UndoRiskOf(Playbook playbook, StepTemplate step) =>
        step.Undo is { } undo ? undo.Risk ?? ActionDefaults.RiskOf(undo.Action) ?? RiskOf(playbook, step) : Risk.Read;

    /// <summary>How much a step or its undo can hurt.</summary>
    public static Risk MostRiskOf(Playbook playbook, StepTemplate step) =>
        RiskOf(playbook, step) is var own && UndoRiskOf(playbook, step) is var undo && undo > own ? undo : own;

    public static IEnumerable<StepTemplate> AllSteps(Playbook playbook) =>
        playbook.Steps.Concat(playbook.Otherwise.SelectMany(rung => rung.Steps));

    /// <summary>All faults; members are named as in the file.</summary>
    public static IReadOnlyList<Fault> Check(Playbook playbook)
    {
        var faults = new Faults("playbook")
            .That(Id().IsMatch(playbook.Id.Value), "id", playbook.Id.Value, "1–64 of a–z, 0–9 and -, beginning with a letter")
            .Range("version", playbook.Version, 1, int.MaxValue, "")
            .Range("confidence", playbook.Confidence, 0, 1, "")
            .Range("cooldown", playbook.Cooldown, TimeSpan.Zero, TimeSpan.FromDays(1))
            .Range("timeout", playbook.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        TriggerRules.Check(playbook.Trigger, faults);
        faults
            .Range("steps", playbook.Steps.Count, 1, 32, "steps")
            .Range("retry.retries", playbook.Retry.Retries, 0, 20, "")
            .Range("retry.min", TimeSpan.FromMilliseconds(playbook.Retry.MinMs), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))
            .Range("retry.factor", playbook.Retry.Factor, 1, 10, "")
            .Range("retry.jitter", playbook.Retry.Jitter, 0, 1, "")
            .Range("retry.max", TimeSpan.FromMilliseconds(playbook.Retry.MaxMs), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))
            .Range("verify.within", playbook.Verify.Within, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))
            .Range("verify.after", playbook.Verify.After, TimeSpan.Zero, playbook.Verify.Within);
        if (playbook.Deadline is { } deadline)
            faults.Range("deadline", deadline, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        ActionChecks.CheckSnapshot(playbook.Snapshot, faults);
        CheckSteps(playbook, faults);
        return faults.Found;
    }

    private static void CheckSteps(Playbook playbook, Faults faults)
    {
        var ids = new HashSet<string>();
        foreach (var step in AllSteps(playbook))
        {
            var at = $"steps.{Shown.Clean(step.Id)}";
            faults
                .That(StepId().IsMatch(step.Id), at, step.Id, "1–32 of a–z, 0–9 and -, beginning with a letter, not with undo-")
                .That(
                    step.Id != SnapshotStep || playbook.Snapshot.Count == 0,
                    at,
                    step.Id,
                    "another id: the step that keeps the files of snapshot has it"
                )
                .That(
                    step.Risk is not null || step.Action is not ActionTemplate.Http { IsSafe: false },
                    $"{at}.risk",
                    "none",
                    "said: read, reversible, disruptive or destructive, because its request may change something"
                )
                .That(ids.Add(step.Id), at, step.Id, "an id that no other step of this playbook has, those under otherwise included");
            CheckAction(step.Action, step.Risk, step.Timeout, step.Probe, at, faults);
            if (step.Undo is not { Action: var action } undo)
                continue;
            CheckAction(action, undo.Risk, undo.Timeout, undo.Probe, $"{at}.undo", faults);
            faults.That(
                action is not (ActionTemplate.Wait or ActionTemplate.Approve),
                $"{at}.undo",
                action.GetType().Name.ToLowerInvariant(),
                "an action that puts something back"
            );
        }
        foreach (var step in playbook.Steps)
            faults
                .That(
                    RiskOf(playbook, step) <= playbook.Risk,
                    "risk",
                    Word(playbook.Risk),
                    $"at least that of step {Shown.Clean(step.Id)} ({Word(RiskOf(playbook, step))})"
                )
                .That(
                    UndoRiskOf(playbook, step) <= playbook.Risk,
                    "risk",
                    Word(playbook.Risk),
                    $"at least that of the undo of step {Shown.Clean(step.Id)} ({Word(UndoRiskOf(playbook, step))})"
                );
        faults.That(
            playbook.Verify.Kind != GateKind.None || AllSteps(playbook).All(step => RiskOf(playbook, step) == Risk.Read),
            "verify",
            "none",
            "a gate, because a step changes something"
        );
    }

    private static void CheckAction(ActionTemplate action, Risk? risk, TimeSpan? timeout, ProbeTemplate? probe, string at, Faults faults)
    {
        faults.That(
            risk is not { } said || said >= ActionDefaults.LeastRisk(action),
            $"{at}.risk",
            $"{risk}".ToLowerInvariant(),
            $"at least {Word(ActionDefaults.LeastRisk(action))}: what this action does can be no less"
        );
        if (timeout is { } given)
            faults.Range($"{at}.timeout", given, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        ActionChecks.Check(action, at, faults);
        if (probe is null)
            return;
        ActionChecks.Check(probe.Action, $"{at}.probe", faults);
        faults.Range($"{at}.probe.timeout", probe.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
    }

    private static string Word(Risk risk) => risk.ToString().ToLowerInvariant();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,63}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A(?!undo-)[a-z][a-z0-9-]{0,31}\z")]
    private static partial Regex StepId();
}
