using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>Which events a playbook answers: <c>on { type = …, when = …, count = 3, within = 5m }</c>.</summary>
internal static class TriggerReader
{
    private const string Allowed = "an object such as { type = resource.disk_low, when = \"severity >= warn\" }";

    /// <summary>What may stand in <c>on</c>.</summary>
    public static IReadOnlyList<string> Members { get; } =
    [
        .. (string[])["type", "types", "keywords", "whole-words", "when", "group-by"],
        .. (string[])["count", "within", "all", "any", "not-all", "once-within", "once-after", "accumulate-within"],
    ];

    public static Trigger Read(PlaybookSection section, string source)
    {
        if (!section.Has("on"))
            section.Missing("on", Allowed);
        if (section.Object("on", Allowed) is not { } on)
        {
            section.Faults.IsKnownToBeFaulty("playbook.on");
            return new Trigger("", null, []);
        }
        on.Allow(Members);
        var types = Types(on);
        var groups = on.List("group-by", "a list of paths into the event, such as [payload.target]")
            .Select((item, index) => ArgumentReader.Path(item, $"{on.Path}.group-by[{index + 1}]", on.Faults))
            .OfType<string>();
        return new Trigger(types.FirstOrDefault(""), ConditionReader.When(on, source), [.. groups])
        {
            OtherTypes = [.. types.Skip(1)],
            Keywords = Texts(on, "keywords", "a list of texts, such as [timeout, \"connection refused\"]"),
            WholeWords = on.Read("whole-words", ScalarKinds.Boolean, false),
            Window = WindowReader.Read(on, source),
        };
    }

    private static IReadOnlyList<string> Types(PlaybookSection on)
    {
        const string Many = "a list of event types, such as [agent.error, \"resource.*\"]";
        if (on.Has("type") && on.Has("types"))
            on.Faults.Add($"{on.Path}.types", on.Node.KeyOrigin("types"), "stands beside type; a playbook has one of them");
        if (!on.Has("types"))
            return on.Has("type") ? [on.Read("type", ScalarKinds.Text, "")] : NoType(on);
        var types = Texts(on, "types", Many);
        if (types.Count == 0 && !on.Faults.IsFaulty($"{on.Path}.types"))
            on.Refuse("types", on.Find("types")!, Many);
        if (types.Count == 0)
            on.Faults.IsKnownToBeFaulty($"{on.Path}.type");
        return types;
    }

    // Where something else is to say which events are meant and is faulty, that is told of by itself.
    private static IReadOnlyList<string> NoType(PlaybookSection on)
    {
        if (on.Has("keywords") || on.Has("all") || on.Has("any") || on.Has("not-all"))
            on.Faults.IsKnownToBeFaulty($"{on.Path}.type");
        else
            on.Missing("type", "an event type, or a prefix such as resource.*; it may be left out beside keywords, all, any or not-all");
        return [];
    }

    private static IReadOnlyList<string> Texts(PlaybookSection on, string name, string allowed)
    {
        var texts = new List<string>();
        foreach (var item in on.List(name, allowed))
            if (item is HoconScalar { IsNull: false } text)
                texts.Add(text.Text);
            else
                on.Faults.Refuse($"{on.Path}.{name}[{texts.Count + 1}]", item, "a text");
        if (on.Has(name) && texts.Count == 0 && !on.Faults.IsFaulty($"{on.Path}.{name}"))
            on.Refuse(name, on.Find(name)!, allowed);
        return texts;
    }
}
