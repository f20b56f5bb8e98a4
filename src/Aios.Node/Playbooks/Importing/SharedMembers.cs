using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>What several shapes have in common.</summary>
internal static class SharedMembers
{
    private const int LongestTitle = 120;
    private static readonly TimeSpan LongestCooldown = TimeSpan.FromDays(1);

    /// <param name="fallback">For a playbook that has neither id nor name.</param>
    public static void Identity(ForeignSection playbook, PlaybookDraft draft, string fallback)
    {
        var (id, name) = (Word(playbook, "id"), Word(playbook, "name"));
        draft.Id = ForeignWords.Slug(id ?? name ?? fallback);
        var member = id is not null ? "id" : "name";
        if (draft.Id.Length == 0)
            playbook.Notes.Refuse(
                member,
                playbook.At(member),
                $"({Shown.Clean(id ?? name)}) gives no id: it needs a letter a–z or a digit"
            );
        else if (id is not null && id != draft.Id)
            playbook.Notes.Change(member, playbook.At(member), $"({Shown.Clean(id)}) is {draft.Id} now");
        var title = string.Join(": ", new[] { name, playbook.Text("description") }.Where(text => !string.IsNullOrWhiteSpace(text)));
        draft.Title =
            title.Length == 0 ? draft.Id
            : title.Length > LongestTitle ? title[..(LongestTitle - 1)].TrimEnd() + "…"
            : title;
    }

    public static void Cooldown(ForeignSection playbook, PlaybookDraft draft, string name, TimeSpan unit) =>
        draft.Cooldown = playbook.Duration(name, unit, TimeSpan.Zero, LongestCooldown) ?? draft.Cooldown;

    public static void Enabled(ForeignSection playbook, PlaybookDraft draft) => draft.IsEnabled = playbook.Flag("enabled") ?? true;

    public static void Confirm(ForeignSection playbook, PlaybookDraft draft) =>
        draft.IsConfirmed |= playbook.Flag("require_confirm") ?? false;

    /// <summary>A risk under a name; what is not given is not harmless.</summary>
    public static Risk Risk(ForeignSection section, string name)
    {
        var (risk, note) = ForeignWords.RiskOf(section.Text(name));
        if (note is not null)
            section.Notes.Change(section.PathOf(name), section.At(name), note);
        return risk;
    }

    public static void Severities(ForeignSection section, PlaybookDraft draft)
    {
        var meant = new List<Severity>();
        foreach (var word in section.Texts("severity"))
            if (ForeignWords.TryParse(word, out var severity))
                meant.Add(severity);
            else
                section.Notes.Refuse(
                    section.PathOf("severity"),
                    section.At("severity"),
                    $"({Shown.Clean(word)}) must be of {ForeignWords.Severities}"
                );
        if (Questions.Severity(meant) is { } question)
            draft.Questions.Add(question);
    }

    /// <summary>The event types that a rule stands for.</summary>
    /// <returns>False when there is no rule.</returns>
    public static bool Rule(ForeignSection section, string name, PlaybookDraft draft, int count = 1, TimeSpan? within = null)
    {
        if (section.Text(name) is not { Length: > 0 } rule)
            return false;
        var (member, at) = (section.PathOf(name), section.At(name));
        if (ForeignWords.TypesOf(rule) is not { } types)
        {
            section.Notes.Refuse(
                member,
                at,
                $"({Shown.Clean(rule)}) names no event type; known are {ForeignWords.KnownRules}, or an event type such as resource.disk_low"
            );
            return true;
        }
        foreach (var type in types)
            Type(section, name, type, draft, count, within);
        return true;
    }

    public static void Type(ForeignSection section, string name, string type, PlaybookDraft draft, int count = 1, TimeSpan? within = null)
    {
        var (member, at) = (section.PathOf(name), section.At(name));
        if (type != EventTypes.ScoreDegraded && EventTypes.IsRecord(type))
            section.Notes.Change(member, at, $"no longer answers {Shown.Clean(type)}: a record of the node itself starts nothing");
        else
        {
            draft.Triggers.Add(new DraftTrigger(type, count, within));
            if (ForeignWords.OwnName(type) is { } own)
                section.Notes.Change(member, at, $"answers {type}; the sensors of this node tell of it as {own}");
        }
    }

    private static string? Word(ForeignSection playbook, string name) =>
        playbook.Find(name) switch
        {
            SourceNumber number => number.Text,
            SourceText text when !string.IsNullOrWhiteSpace(text.Text) => text.Text,
            null or SourceText => null,
            _ => playbook.Text(name),
        };
}
