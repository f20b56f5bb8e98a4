using Aios.Loop.Effects;

namespace Aios.Loop.Tests.Effects.Cuts;

/// <summary>One plan, and how everything in it goes.</summary>
/// <param name="Results">Of the attempts at a step, in order; the last one stays. A step that is not named succeeds.</param>
/// <param name="Verdicts">Of the gate's rounds, in order; the last one stays.</param>
/// <param name="MayStick">Something in it cannot be put back.</param>
internal sealed record Story(
    string Name,
    RunPlan Plan,
    IReadOnlyDictionary<string, EffectResult[]> Results,
    bool[] Verdicts,
    bool MayStick = false
)
{
    private static readonly PlannedStep One = Facts.Planned("one", hasUndo: true);
    private static readonly PlannedStep Two = Facts.Planned("two", idempotent: true, hasUndo: true);
    private static readonly PlannedStep Three = Facts.Planned("three", hasUndo: true) with { Probe = new PlannedProbe(["/bin/look"], 100) };
    private static readonly PlannedStep Free = Facts.Planned("free", needsNoUndo: true);
    private static readonly PlannedStep Rest = Free with { Id = "rest", Action = new EffectAction.Wait(1_000) };
    private static readonly PlannedStep Ask = Free with { Id = "ask", Action = new EffectAction.Approve("go on?") };
    private static readonly Rung Harder = new(RungKind.Steps, [Facts.Planned("harder", hasUndo: true)]);
    private static readonly Rung Tell = new(RungKind.Escalate, [Facts.Planned("tell", idempotent: true, needsNoUndo: true)]);

    private static readonly EffectResult[] Never = [EffectResult.ExitCode];
    private static readonly EffectResult[] Second = [EffectResult.ExitCode, EffectResult.Ok];

    public override string ToString() => Name;

    public EffectResult ResultOf(string step, int attempt) =>
        Results.TryGetValue(step, out var all) ? all[Math.Min(attempt, all.Length) - 1] : EffectResult.Ok;

    public bool VerdictOf(int round) => Verdicts[Math.Min(round, Verdicts.Length) - 1];

    /// <summary>1 to 3 steps, every ladder, and everything that can fail in them.</summary>
    public static IEnumerable<Story> All()
    {
        PlannedStep[][] bodies =
        [
            [One],
            [Two, Free],
            [One, Two, Three],
            [One, Rest, Two],
            [One, Ask, Free],
        ];
        Rung[][] ladders =
        [
            [],
            [Tell],
            [Rung.Rollback],
            [Rung.Rollback, Tell],
            [Harder, Rung.Rollback, Tell],
        ];
        foreach (var body in bodies)
        foreach (var ladder in ladders)
        {
            // Without a rollback in its ladder a run that fails stays as it is: its author wished so.
            var stays = !ladder.Contains(Rung.Rollback);
            var plan = Facts.Plan(body) with { Ladder = ladder, Retry = RetrySettings.Default with { Retries = 1 } };
            var name = $"{string.Join(' ', body.Select(step => step.Id))} / {string.Join(' ', ladder.Select(rung => rung.Kind))}";
            yield return new Story($"{name}: all is well", plan, Map(), [true]);
            yield return new Story($"{name}: a second attempt", plan, Map((body[^1].Id, Second)), [true]);
            yield return new Story($"{name}: the last step fails", plan, Map((body[^1].Id, Never)), [true], stays);
            yield return new Story($"{name}: refused", plan, Map((body[^1].Id, [EffectResult.Refused])), [true], stays);
            yield return new Story($"{name}: it does not help", plan, Map(), [false], stays);
            if (ladder.Length == 0)
                continue;
            yield return new Story($"{name}: the rung helps", plan, Map(), [false, true], stays);
            yield return new Story(
                $"{name}: the undo needs two attempts, nobody hears",
                plan,
                Map(($"undo-{body[0].Id}", Second), ("tell", Never)),
                [false],
                stays
            );
            yield return new Story($"{name}: the undo fails", plan, Map(($"undo-{body[0].Id}", Never)), [false], MayStick: true);
        }
        var asked = Facts.Plan(One, Free) with { Approval = ApprovalNeed.One, Ladder = [Rung.Rollback, Tell] };
        yield return new Story("a yes first", asked, Map(), [true]);
        yield return new Story("a yes first, in vain", asked, Map(), [false]);
        yield return new Story(
            "only told",
            Facts.Plan(Free) with
            {
                Gate = new Gate(GateKind.None, null, null, 0, 0, null),
            },
            Map(),
            [true]
        );
    }

    private static Dictionary<string, EffectResult[]> Map(params IEnumerable<(string Step, EffectResult[] Results)> all) =>
        all.ToDictionary(each => each.Step, each => each.Results);
}
