using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>The five forms in which foreign playbooks are written; each is known by the members that only it has.</summary>
internal static class Shapes
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsualWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public const string Known =
        "match { rule_id } (A), trigger { rule } (B), error_pattern (C), trigger { conditions [ ] } (D) or trigger { event_type } (E)";

    /// <returns>A letter from A to E; null when it is none of them, or of two at once.</returns>
    public static char? Of(SourceObject playbook)
    {
        var (members, trigger) = (playbook.Members, playbook.Members.GetValueOrDefault("trigger") as SourceObject);
        var found = new List<char>();
        if (members.GetValueOrDefault("match") is SourceObject)
            found.Add('A');
        if (trigger is not null && (trigger.Members.ContainsKey("rule") || trigger.Members.ContainsKey("keywords")))
            found.Add('B');
        if (members.ContainsKey("error_pattern"))
            found.Add('C');
        if (trigger?.Members.GetValueOrDefault("conditions") is SourceList)
            found.Add('D');
        if (trigger is not null && trigger.Members.ContainsKey("event_type"))
            found.Add('E');
        return found is [var only] ? only : null;
    }

    public static void Translate(char shape, ForeignSection playbook, PlaybookDraft draft, ForeignActions actions, string fallback)
    {
        SharedMembers.Identity(playbook, draft, fallback);
        switch (shape)
        {
            case 'A':
                A(playbook, draft, actions);
                break;
            case 'B':
                ShapeB.Translate(playbook, draft, actions);
                break;
            case 'C':
                C(playbook, draft, actions);
                break;
            case 'D':
                D(playbook, draft, actions);
                break;
            default:
                ShapeE.Translate(playbook, draft, actions);
                break;
        }
        playbook.LeaveOutTheRest($"in shape {shape}");
    }

    private static void A(ForeignSection playbook, PlaybookDraft draft, ForeignActions actions)
    {
        var match = playbook.Object("match")!;
        var count = match.Whole("min_hit_count", 1, 1000) ?? 1;
        if (count > 1)
            match.Notes.Change(
                match.PathOf("min_hit_count"),
                match.At("min_hit_count"),
                $"counts within {Faults.Text(UsualWindow)}, because it named no time"
            );
        if (!SharedMembers.Rule(match, "rule_id", draft, count, UsualWindow))
            Missing(match, "rule_id");
        SharedMembers.Severities(match, draft);
        if (match.Text("message_contains") is { Length: > 0 } text)
            draft.Questions.Add(Questions.Message("contains", text));
        match.LeaveOutTheRest("of a match");
        actions.AddAll(playbook, draft, null);
        SharedMembers.Cooldown(playbook, draft, "cooldown_min", Minute);
        SharedMembers.Enabled(playbook, draft);
        SharedMembers.Confirm(playbook, draft);
    }

    private static void C(ForeignSection playbook, PlaybookDraft draft, ForeignActions actions)
    {
        if (playbook.Text("error_pattern") is { Length: > 0 } pattern)
        {
            SharedMembers.Type(playbook, "error_pattern", "agent.error", draft);
            draft.Questions.Add(Questions.Message("matches", pattern));
            playbook.Notes.Change("error_pattern", playbook.At("error_pattern"), "is asked of agent.error, in its message or error");
        }
        else
            Missing(playbook, "error_pattern");
        actions.AddAll(playbook, draft, SharedMembers.Risk(playbook, "risk_level"));
        SharedMembers.Cooldown(playbook, draft, "cooldown_min", Minute);
        SharedMembers.Confirm(playbook, draft);
    }

    private static void D(ForeignSection playbook, PlaybookDraft draft, ForeignActions actions)
    {
        if (playbook.Find("version") is SourceNumber { Value: >= 1 and < int.MaxValue and var version } && version == Math.Floor(version))
            draft.Version = (int)version;
        var trigger = playbook.Object("trigger")!;
        if (trigger.Text("match") is { } how and not "any")
            trigger.Notes.Refuse(trigger.PathOf("match"), trigger.At("match"), $"({Shown.Clean(how)}) must be any");
        foreach (var (index, item) in trigger.List("conditions").Index())
            Condition(trigger, item, trigger.PathOf($"conditions[{index + 1}]"), draft);
        if (trigger.List("conditions").Count == 0)
            Missing(trigger, "conditions");
        trigger.LeaveOutTheRest("of a trigger");
        actions.AddAll(playbook, draft, SharedMembers.Risk(playbook, "risk"));
        SharedMembers.Cooldown(playbook, draft, "cooldown", Second);
        draft.Retries = playbook.Whole("max_retries", 0, 20);
        draft.IsConfirmed = playbook.Flag("auto_apply") == false;
        playbook.LeaveOut("tags", "a playbook has no tags");
    }

    private static void Condition(ForeignSection trigger, SourceNode item, string member, PlaybookDraft draft)
    {
        if (item is not SourceObject one)
        {
            trigger.Notes.Refuse(member, item.At, $"({item.Kind}) must be an object with type, window and threshold");
            return;
        }
        var condition = new ForeignSection(one, member, trigger.Notes);
        var count = condition.Whole("threshold", 1, 1000) ?? 1;
        var within = condition.Duration("window", Second, Second, LongestWindow);
        if (!SharedMembers.Rule(condition, "type", draft, count, count > 1 ? within ?? UsualWindow : null))
            Missing(condition, "type");
        condition.LeaveOutTheRest("of a condition");
    }

    public static void Missing(ForeignSection section, string name) =>
        section.Notes.Refuse(section.PathOf(name), section.At(name), "is missing: without it the playbook would answer every event");
}
