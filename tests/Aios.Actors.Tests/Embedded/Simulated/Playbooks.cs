using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>One playbook for each way in which a step may be repeated, found out about, or undone.</summary>
internal static class Playbooks
{
    public const string Work = "/bin/work";
    public const string Cool = "/bin/cool";
    private const string Look = "/bin/look";

    /// <summary>A listed program that looks for itself.</summary>
    public const string Checked = "/bin/checked";

    /// <summary>Types that senders send; the last one is answered by nobody.</summary>
    public static IReadOnlyList<string> Sent { get; } =
    ["app.once", "app.probed", "app.again", "app.two", "app.told", "app.asked", "app.paused", Often, Gathered, "app.queued", "app.tick"];

    /// <summary>So many of them start one run.</summary>
    public const int OftenCount = 3;
    public const string Often = "app.often";

    /// <summary>Answered together, a while after the first.</summary>
    public const string Gathered = "app.gathered";

    private static readonly GateTemplate Readings = new(
        GateKind.Expectation,
        TimeSpan.Zero,
        TimeSpan.FromSeconds(30),
        "sensor.memory.percent > 0.0"
    );
    private static readonly GateTemplate Recovers = new(GateKind.SensorRecovered, TimeSpan.Zero, TimeSpan.FromSeconds(60), null);
    private static readonly GateTemplate Told = new(GateKind.None, TimeSpan.Zero, TimeSpan.FromSeconds(1), null);
    private static readonly RetrySettings Retry = new(2, 1_000, 2, 8_000, [EffectResult.Timeout, EffectResult.ExitCode]);

    private static readonly StepTemplate Tell = new(
        "tell",
        new ActionTemplate.Notify([new Argument.Literal("look")]),
        Risk.Read,
        null,
        true,
        null,
        true
    );

    private static readonly StepTemplate Ask = new("ask", new ActionTemplate.Approve("go on?"), null, null, false, null, true);
    private static readonly StepTemplate Pause = new(
        "rest",
        new ActionTemplate.Wait(TimeSpan.FromSeconds(7)),
        null,
        null,
        false,
        null,
        true
    );

    public static Catalog Catalog { get; } =
        new([
            Of("once", Readings, [Step("one")]),
            Of("probed", Readings, [Step("one", probed: true)]),
            Of("again", Readings, [Step("one", idempotent: true)]),
            Of("two", Readings, [Step("one", undone: true), Step("two", idempotent: true, undone: true), Step("three", probed: true)]) with
            {
                Otherwise = [new RungTemplate(RungKind.Rollback, []), new RungTemplate(RungKind.Escalate, [Tell])],
            },
            Of(
                "asked",
                Readings,
                [Step("one", undone: true) with { Risk = Risk.Disruptive }, Ask, Step("two", idempotent: true, undone: true)]
            ) with
            {
                Risk = Risk.Disruptive,
                Approval = ApprovalNeed.Two,
                Otherwise = [new RungTemplate(RungKind.Rollback, []), new RungTemplate(RungKind.Escalate, [Tell])],
            },
            Of("paused", Readings, [Step("one", undone: true), Pause, Step("two")]),
            Of("told", Told, [Tell]),
            Of("often", Told, [Tell]) with
            {
                Trigger = new Trigger(Often, null, [])
                {
                    Window = new WindowTemplate(WindowKind.Count, TimeSpan.FromHours(1), OftenCount, []),
                },
            },
            Of("gathered", Told, [Tell]) with
            {
                Trigger = new Trigger(Gathered, null, [])
                {
                    Window = new WindowTemplate(WindowKind.OnceAfter, TimeSpan.FromSeconds(20), 0, []),
                },
            },
            Of("queued", Readings, [Step("one", idempotent: true)]) with
            {
                Trigger = new Trigger("app.queued", null, []),
                WhenBusy = BusyPolicy.Queue,
            },
            Of("repair", Recovers, [new StepTemplate("cool", Process(Cool, "cool"), Risk.Reversible, null, true, null, true)]) with
            {
                Trigger = new Trigger("resource.*", null, ["payload.target"]),
                Cooldown = TimeSpan.FromSeconds(30),
            },
        ]);

    private static Playbook Of(string id, GateTemplate gate, IReadOnlyList<StepTemplate> steps) =>
        Samples.Playbook(id, $"app.{id}", gate, retry: Retry) with
        {
            Trigger = new Trigger($"app.{id}", null, ["id"]),
            Risk = Risk.Reversible,
            Steps = steps,
        };

    private static StepTemplate Step(string id, bool idempotent = false, bool probed = false, bool undone = false) =>
        new(
            id,
            Process(Work, id),
            Risk.Reversible,
            null,
            idempotent,
            undone ? new UndoTemplate(Process(Work, $"undo-{id}"), null, null, idempotent) : null,
            !undone,
            probed ? new ProbeTemplate(Process(Look, id), TimeSpan.FromSeconds(2)) : null
        );

    private static ActionTemplate.Process Process(string program, string step) =>
        new([new Argument.Literal(program), new Argument.Literal(step), new Argument.FromEvent("id", ArgumentKind.String)]);
}
