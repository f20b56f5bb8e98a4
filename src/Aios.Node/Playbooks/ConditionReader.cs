using Aios.Loop.Conditions;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>Conditions inside a playbook; a fault is placed where it stands in the file.</summary>
internal static class ConditionReader
{
    /// <summary>What a gate's condition is evaluated with: the readings of now, and of the event its payload and trace.</summary>
    private static readonly ConditionEnvironment Gate = new(
        ("sensor", ValueKind.Map),
        ("payload", ValueKind.Map),
        ("trace_id", ValueKind.String)
    );

    /// <summary>A question about the event.</summary>
    public static Condition? When(PlaybookSection on, string source) => Read(on, "when", ConditionEnvironment.Events, source);

    /// <summary>A question about the readings after the steps.</summary>
    public static Condition? Expect(PlaybookSection verify, string source) => Read(verify, "expect", Gate, source);

    /// <summary>Several questions, each about an event of its own.</summary>
    public static IReadOnlyList<Condition> Each(PlaybookSection on, string name, string source) =>
        [
            .. on.List(name, "a list of conditions in quotes, such as [\"type == 'a.b'\", \"severity >= warn\"]")
                .Select((item, index) => Read(on, $"{name}[{index + 1}]", item, ConditionEnvironment.Events, source))
                .OfType<Condition>(),
        ];

    private static Condition? Read(PlaybookSection section, string name, ConditionEnvironment environment, string source)
    {
        return section.Find(name) is { } node ? Read(section, name, node, environment, source) : null;
    }

    private static Condition? Read(PlaybookSection section, string name, HoconNode node, ConditionEnvironment environment, string source)
    {
        if (node is not HoconScalar { IsNull: false } text)
        {
            section.Refuse(name, node, "a condition in quotes, such as \"severity >= warn\"");
            return null;
        }
        var parsed = Condition.Parse(text.Text, environment);
        foreach (var fault in parsed.Faults)
        {
            var at = TextPlace.Of(source, text.Origin, text.Text, fault.Line, fault.Column);
            section.Faults.Add($"{section.Path}.{name}", at, $"is no condition: {fault.Message}");
        }
        return parsed.Condition;
    }
}
