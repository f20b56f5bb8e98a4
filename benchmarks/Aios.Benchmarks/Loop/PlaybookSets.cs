using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Benchmarks.Loop;

/// <summary>Sets of playbooks of any size, each with the event that exactly one of them answers.</summary>
internal static class PlaybookSets
{
    /// <summary>Every playbook has an event type of its own; the last one is asked for.</summary>
    public static (Playbook[] Playbooks, RecordedEvent Asked) ByType(int count) => (Set(count, i => ($"app.kind{i}", null)), Asked(count));

    /// <summary>As before, with a condition on the payload.</summary>
    public static (Playbook[] Playbooks, RecordedEvent Asked) WithCondition(int count) =>
        (Set(count, i => ($"app.kind{i}", "payload.used_percent > 90 && payload.mount == '/'")), Asked(count));

    /// <summary>Every playbook asks for a family of types.</summary>
    public static (Playbook[] Playbooks, RecordedEvent Asked) ByPrefix(int count) =>
        (Set(count, i => ($"app.kind{i}.*", null)), Asked(count, ".low"));

    /// <summary>All ask for one type and differ in a value; the last one fits.</summary>
    public static (Playbook[] Playbooks, RecordedEvent Asked) OneBucket(int count) =>
        (Set(count, i => ("app.kind", $"payload.host == 'host-{i}'")), Fact("app.kind", count));

    /// <summary>Every playbook asks for a word of its own in any event; the last one stands in the message.</summary>
    public static (Playbook[] Playbooks, RecordedEvent Asked) ByKeyword(int count) =>
        (
            [.. Enumerable.Range(0, count).Select(i => Of(i, new Trigger("", null, []) { Keywords = [$"fault-{i:00000}"] }))],
            Fact("app.kind", count, $"the service stopped with fault-{count - 1:00000} and did not come back")
        );

    private static RecordedEvent Asked(int count, string tail = "") => Fact($"app.kind{count - 1}{tail}", count);

    private static Playbook[] Set(int count, Func<int, (string Type, string? When)> trigger)
    {
        var playbooks = new Playbook[count];
        for (var i = 0; i < count; i++)
        {
            var (type, when) = trigger(i);
            var condition = when is null
                ? null
                : Condition.Parse(when).Condition ?? throw new InvalidOperationException($"{when} is no condition");
            playbooks[i] = Of(i, new Trigger(type, condition, []));
        }
        return playbooks;
    }

    private static Playbook Of(int number, Trigger trigger) =>
        new(
            new PlaybookId($"playbook-{number:00000}"),
            1,
            "Tell somebody",
            Enabled: true,
            trigger,
            0.8,
            Risk.Reversible,
            OwnOnly: false,
            TimeSpan.Zero,
            TimeSpan.FromSeconds(5),
            Deadline: null,
            RetrySettings.Default,
            [
                new StepTemplate(
                    "tell",
                    new ActionTemplate.Notify([new Argument.Literal("look")]),
                    null,
                    null,
                    true,
                    null,
                    NeedsNoUndo: true
                ),
            ],
            GateTemplate.Default,
            [],
            new Origin("bench.conf", 1, 1)
        );

    private static RecordedEvent Fact(string type, int count, string message = "all is as it was") =>
        new(
            1,
            "bench-0001",
            1,
            new Event
            {
                Id = new EventId("0195b8a2-7c11-7d5e-9a3b-000000000001"),
                Type = type,
                Source = "sensor/disk",
                Timestamp = 1_773_532_800_000,
                Severity = Severity.Warn,
                Priority = Priority.P1,
                Payload = LooseJson.Object(("mount", "/"), ("used_percent", 92), ("host", $"host-{count - 1}"), ("message", message)),
            }
        );
}
