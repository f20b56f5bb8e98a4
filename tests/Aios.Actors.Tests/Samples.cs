using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests;

/// <summary>Plans, playbooks and events of one kind, so that a spec names only what it is about.</summary>
internal static class Samples
{
    public const string Trace = "0123456789abcdef0123456789abcdef";

    public static Gate NoGate { get; } = new(GateKind.None, null, null, 0, 1_000, null);

    public static RetrySettings NoRetry { get; } = new(0, 1, 1, 1, []);

    public static EffectAction Notify { get; } = new EffectAction.Notify(Severity.Warn, "look");

    public static PlannedStep Step(
        string id,
        EffectAction? action = null,
        bool idempotent = false,
        EffectAction? undo = null,
        bool needsNoUndo = true
    ) => new(id, action ?? Notify, Risk.Reversible, 5_000, idempotent, undo, needsNoUndo);

    public static RunPlan Plan(
        string id,
        IReadOnlyList<PlannedStep>? steps = null,
        Gate? gate = null,
        RetrySettings? retry = null,
        IReadOnlyList<Rung>? ladder = null,
        long eventSeq = 1,
        Priority priority = Priority.P1,
        long deadlineMs = 600_000
    ) =>
        new(
            new RunId(id),
            new PlaybookId("tidy"),
            1,
            "Tidy up",
            eventSeq,
            new EventId($"event-{eventSeq}"),
            "app.full",
            Trace,
            priority,
            LooseJson.Object(("path", "/tmp")),
            $"group-{id}",
            60_000,
            $"target-{id}",
            false,
            steps ?? [Step("tell")],
            retry ?? NoRetry,
            gate ?? NoGate,
            ladder ?? [],
            deadlineMs
        );

    public static Event Event(
        string type,
        string source = "cli",
        string? id = null,
        Severity severity = Severity.Info,
        Priority priority = Priority.P3,
        JsonElement? payload = null
    ) =>
        new()
        {
            Id = new EventId(id ?? Guid.NewGuid().ToString()),
            Type = type,
            Source = source,
            Timestamp = 946_684_800_000,
            Severity = severity,
            Priority = priority,
            TraceId = Trace,
            Payload = payload,
            HasSuppliedId = id is not null,
        };

    /// <summary>A sensor's alert, or its end.</summary>
    public static Event Alert(string type, string sensor, string target, Severity severity = Severity.Warn) =>
        Event(type, $"sensor/{sensor}", null, severity, Priority.P1, LooseJson.Object(("sensor", sensor), ("target", target)));

    /// <summary>A run's fact as it is written down.</summary>
    public static Event Written(Shell shell, RunPlan plan, RunProtocol.IEvent fact) => shell.Note(plan, fact);

    public static Playbook Playbook(
        string id = "tidy",
        string type = "app.full",
        GateTemplate? verify = null,
        TimeSpan? cooldown = null,
        Condition? when = null,
        RetrySettings? retry = null
    ) =>
        new(
            new PlaybookId(id),
            1,
            "Tidy up",
            true,
            new Trigger(type, when, []),
            0.8,
            Risk.Read,
            false,
            cooldown ?? TimeSpan.Zero,
            TimeSpan.FromSeconds(5),
            null,
            retry ?? NoRetry,
            [new StepTemplate("tell", new ActionTemplate.Notify([new Argument.Literal("look")]), Risk.Read, null, false, null, true)],
            verify ?? new GateTemplate(GateKind.None, TimeSpan.Zero, TimeSpan.FromSeconds(1), null),
            [],
            new Origin("tidy.conf", 1, 1)
        );

    public static string Text(this Event fact, string member) =>
        fact.Payload is { } payload && payload.TryGetProperty(member, out var value) ? value.ToString() : "";
}
