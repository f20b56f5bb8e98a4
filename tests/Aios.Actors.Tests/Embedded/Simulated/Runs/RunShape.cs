using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Embedded.Simulated.Runs;

/// <summary>What the one person around does.</summary>
internal enum Somebody
{
    /// <summary>Says yes to what is asked, and of an effect whether it happened.</summary>
    SaysYes,

    /// <summary>Says no; of an effect the truth all the same.</summary>
    SaysNo,

    /// <summary>Is away.</summary>
    IsAway,
}

/// <summary>One playbook, how its attempts go, and the one end that it has when nothing cuts it.</summary>
/// <param name="End">With people who say the truth also its end after every cut.</param>
/// <param name="Stands">Steps that stand then, in any order, separated by blanks.</param>
internal sealed record RunShape(string Name, Playbook Playbook, RunPhase End, string Stands)
{
    public const string Type = "app.shaped";

    private const string Look = "/bin/look";
    private static readonly GateTemplate Cool = Gate("sensor.memory.percent < 50.0");
    private static readonly GateTemplate Never = Gate("sensor.memory.percent > 1000.0");
    private static readonly RungTemplate Rollback = new(RungKind.Rollback, []);

    private static readonly RungTemplate Escalate = new(
        RungKind.Escalate,
        [new("tell", new ActionTemplate.Notify([new Argument.Literal("look")]), Risk.Read, null, true, null, true)]
    );

    private static readonly Attempt Bad = new(new AdapterResult(EffectResult.ExitCode, "ended with code 1", 1), false, 200);
    private static readonly Attempt Half = new(new AdapterResult(EffectResult.ExitCode, "ended with code 2", 2), true, 200);
    private static readonly Attempt Well = Attempt.Works with { WithinMs = 200 };

    private static readonly StepTemplate One = Step("one", true, Undo("one", true));
    private static readonly StepTemplate Two = Step("two", true, Undo("two", true));
    private static readonly StepTemplate Once = Step("once", false, Undo("once", true));
    private static readonly StepTemplate Harder = Step("harder", true, Undo("harder", true));
    private static readonly StepTemplate Rest = Step("rest", true, null) with { Action = new ActionTemplate.Wait(TimeSpan.FromSeconds(2)) };

    /// <summary>Of the attempts at a step, in order; the last one stays. A step that is not named succeeds.</summary>
    public IReadOnlyDictionary<string, Attempt[]> Attempts { get; init; } = new Dictionary<string, Attempt[]>();

    /// <summary>The gate that looks at the memory says yes only behind this step; null: from the beginning.</summary>
    public string? Cure { get; init; }

    public Somebody Somebody { get; init; }

    public static IReadOnlyList<RunShape> All { get; } =
    [
        Of("all is well", Cool, RunPhase.Verified, "one two", [One, Two]),
        Of("it does not help", Never, RunPhase.RolledBack, "", [One, Two]),
        Of("a second attempt", Cool, RunPhase.Verified, "one two", [One, Two]).With("two", Bad, Well),
        Of("retries in vain, then otherwise", Cool, RunPhase.Verified, "one harder", [One, Two], [Harder]).With("two", Bad) with
        {
            Cure = "harder",
        },
        Of("a step that fails half-way", Cool, RunPhase.RolledBack, "", [One, Two]).With("two", Half),
        Asked("a yes first", RunPhase.Verified, "one"),
        Asked("a no first", RunPhase.Denied, "") with
        {
            Somebody = Somebody.SaysNo,
        },
        Of("a question in the middle, a no", Cool, RunPhase.Denied, "", [One, Question(), Two]) with
        {
            Somebody = Somebody.SaysNo,
        },
        Of("a pause", Cool, RunPhase.Verified, "one two", [One, Rest, Two]),
        Of("a step that may not be repeated", Cool, RunPhase.Verified, "one once", [One, Once]),
        Of("the same, and nobody is there", Cool, RunPhase.Verified, "one once", [One, Once]) with
        {
            Somebody = Somebody.IsAway,
        },
        Of("a step with a probe, and nobody is there", Cool, RunPhase.Verified, "once", [Once with { Probe = Probe("once") }]) with
        {
            Somebody = Somebody.IsAway,
        },
        Of("an undo that may not be repeated", Never, RunPhase.RolledBack, "", [One, Two with { Undo = Undo("two", false) }]),
        Of("the same undo, and nobody is there", Never, RunPhase.RolledBack, "", [One, Two with { Undo = Undo("two", false) }]) with
        {
            Somebody = Somebody.IsAway,
        },
        Of(
            "an undo with a probe, and nobody is there",
            Never,
            RunPhase.RolledBack,
            "",
            [Two with { Undo = Probed(Undo("two", false)) }]
        ) with
        {
            Somebody = Somebody.IsAway,
        },
        Of("an undo that fails", Never, RunPhase.Stuck, "one two", [One, Two]).With("undo-two", Bad),
    ];

    public override string ToString() => Name;

    public Attempt AttemptAt(string step, int attempt) =>
        Attempts.TryGetValue(step, out var all) ? all[Math.Min(attempt, all.Length) - 1] : Well;

    private RunShape With(string step, params Attempt[] attempts) =>
        this with
        {
            Attempts = new Dictionary<string, Attempt[]> { [step] = attempts },
        };

    private static RunShape Asked(string name, RunPhase end, string stands) =>
        Of(name, Cool, end, stands, [One]) is var shape
            ? shape with
            {
                Playbook = shape.Playbook with { Approval = ApprovalNeed.One },
            }
            : shape;

    private static RunShape Of(
        string name,
        GateTemplate gate,
        RunPhase end,
        string stands,
        IReadOnlyList<StepTemplate> steps,
        IReadOnlyList<StepTemplate>? rung = null
    ) =>
        new(
            name,
            Samples.Playbook("shaped", Type, gate, retry: new RetrySettings(1, 200, 1, 200, [EffectResult.ExitCode])) with
            {
                Risk = Risk.Reversible,
                Steps = steps,
                Otherwise = rung is null ? [Rollback, Escalate] : [new RungTemplate(RungKind.Steps, rung), Rollback, Escalate],
            },
            end,
            stands
        );

    private static GateTemplate Gate(string expect) => new(GateKind.Expectation, TimeSpan.Zero, TimeSpan.FromSeconds(10), expect);

    private static StepTemplate Step(string id, bool idempotent, UndoTemplate? undo) =>
        new(id, Program(Playbooks.Work, id), Risk.Reversible, null, idempotent, undo, undo is null);

    private static StepTemplate Question() => new("ask", new ActionTemplate.Approve("go on?"), null, null, false, null, true);

    private static UndoTemplate Undo(string step, bool idempotent) => new(Program(Playbooks.Work, $"undo-{step}"), null, null, idempotent);

    private static UndoTemplate Probed(UndoTemplate undo) => undo with { Probe = Probe("undo-two") };

    private static ProbeTemplate Probe(string step) => new(Program(Look, step), TimeSpan.FromSeconds(2));

    private static ActionTemplate.Process Program(string program, string step) =>
        new([new Argument.Literal(program), new Argument.Literal(step), new Argument.FromEvent("id", ArgumentKind.String)]);
}
