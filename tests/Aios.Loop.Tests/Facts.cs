using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests;

/// <summary>Events and playbooks for specs, with everything that does not matter filled in.</summary>
internal static class Facts
{
    public static Moment At(long ms) => new(1_000_000 + ms, ms);

    public static RecordedEvent Event(
        long seq,
        string type = "app.broken",
        Severity severity = Severity.Warn,
        string payload = "{}",
        Priority? priority = null,
        string source = "test"
    ) =>
        new(
            seq,
            "node-1",
            1,
            new Event
            {
                Id = new EventId($"event-{seq}"),
                Type = type,
                Source = source,
                Timestamp = 1_000_000 + seq,
                Severity = severity,
                Priority = priority ?? PriorityRules.Of(type, severity, 1),
                Payload = JsonElement.Parse(payload),
            }
        );

    public static Playbook Playbook(string id = "fix-it", string type = "app.broken") =>
        new(
            new PlaybookId(id),
            1,
            "Fix it",
            true,
            new Trigger(type, null, []),
            0.5,
            Risk.Reversible,
            false,
            TimeSpan.Zero,
            TimeSpan.FromSeconds(30),
            null,
            RetrySettings.Default,
            [Step("mend")],
            GateTemplate.Default,
            [],
            new Origin("test.conf", 1, 1)
        );

    public static StepTemplate Step(string id) =>
        new(id, new ActionTemplate.Process([new Argument.Literal("/usr/bin/true")]), null, null, false, null, true);

    public static RunPlan Plan(params PlannedStep[] steps) =>
        PlanRules.Plan(Playbook(), Event(1, payload: """{"sensor":"cpu","target":"machine"}""")).Plan! with
        {
            Steps = steps.Length > 0 ? steps : [Planned("mend")],
        };

    public static PlannedStep Planned(string id, bool idempotent = false, bool hasUndo = false, bool needsNoUndo = false) =>
        new(
            id,
            new EffectAction.RunProcess(["/usr/bin/true"]),
            Risk.Reversible,
            1_000,
            idempotent,
            hasUndo ? new EffectAction.RunProcess(["/usr/bin/false"]) : null,
            needsNoUndo
        );
}
