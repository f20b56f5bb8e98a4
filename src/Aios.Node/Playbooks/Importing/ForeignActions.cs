using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>Actions become steps. What cannot be carried out here as it was meant becomes a step that tells people, in a playbook that is disabled.</summary>
internal sealed class ForeignActions(CommandWords commands)
{
    private const string Python = "python3";
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <summary>Each item a command line, a word, or an object with <c>type</c>.</summary>
    /// <param name="risk">Of an action that names none itself; null: it must.</param>
    public void AddAll(ForeignSection playbook, PlaybookDraft draft, Risk? risk)
    {
        foreach (var (index, item) in playbook.List("actions").Index())
        {
            var member = playbook.PathOf($"actions[{index + 1}]");
            if (item is SourceObject action)
                Add(new ForeignSection(action, member, playbook.Notes), draft, risk);
            else if (item is SourceText text)
                Typed(new ForeignSection(new SourceObject(text.At, Nothing), member, playbook.Notes), draft, text.Text, risk);
            else
                playbook.Notes.Refuse(member, item.At, $"({item.Kind}) must be an object with type, or a text");
        }
    }

    /// <summary>A command line as one step.</summary>
    /// <param name="member">Its path, for notes.</param>
    public void Run(
        ForeignSection section,
        string member,
        Origin at,
        string command,
        IEnumerable<string> more,
        PlaybookDraft draft,
        DraftStep like
    )
    {
        var (words, why) = commands.Split(command);
        if (words is null)
            Tell(section.Notes, member, at, why!, command, draft);
        else
            draft.Steps.Add(like with { Process = [.. words, .. more] });
    }

    public static TimeSpan? Timeout(ForeignSection section) => section.Duration("timeout", TimeSpan.FromSeconds(1), Least, Most);

    public static void Notify(PlaybookDraft draft, string? text) =>
        draft.Steps.Add(new DraftStep(null, string.IsNullOrWhiteSpace(text) ? draft.Title : text, Risk.Read));

    /// <summary>In place of what cannot be done: the playbook is disabled, and tells what it would have done.</summary>
    public static void Tell(ImportNotes notes, string member, Origin at, string why, string what, PlaybookDraft draft)
    {
        notes.Disable(member, at, $"({Shown.Clean(what)}) is not carried out: {why}");
        Notify(draft, $"{draft.Title} - not translated: {Shown.Clean(what)}");
    }

    private static IReadOnlyDictionary<string, SourceNode> Nothing { get; } = new Dictionary<string, SourceNode>();

    private void Add(ForeignSection action, PlaybookDraft draft, Risk? risk)
    {
        if (action.Text("type") is { Length: > 0 } type)
            Typed(action, draft, type, risk);
        else if (action.Has("command"))
            Shell(action, draft, "command", risk);
        else
            action.Notes.Refuse(
                action.PathOf("type"),
                action.Node.At,
                "is missing; it must be what the action does, such as shell or notify"
            );
        action.LeaveOutTheRest("of an action");
    }

    private void Typed(ForeignSection action, PlaybookDraft draft, string type, Risk? risk)
    {
        var (member, at) = (action.PathOf("type"), action.Node.At);
        switch (type)
        {
            case "shell" or "command":
                Shell(action, draft, action.Has("target") ? "target" : "command", risk);
                break;
            case "python":
                Script(action, draft, risk);
                break;
            case "notify" or "log":
                Notify(draft, action.Text("message") ?? action.Text("text") ?? action.Text("title"));
                break;
            case "circuit_break":
                action.Notes.LeaveOut(member, at, "circuit_break: a circuit per playbook and target opens by itself here");
                break;
            case "run_agent":
                Tell(action.Notes, member, at, "no playbook runs an agent here", type, draft);
                break;
            case "schedule_recovery":
                Tell(action.Notes, member, at, "nothing schedules a recovery of its own: a playbook is one", type, draft);
                break;
            case var line when action.Node.Members.Count == 0 && (line.Contains(' ') || line.StartsWith('/')):
                Run(action, member, at, line, [], draft, new DraftStep(null, null, risk ?? Risk.Disruptive));
                break;
            default:
                Tell(action.Notes, member, at, "no such action is known", type, draft);
                break;
        }
    }

    private void Shell(ForeignSection action, PlaybookDraft draft, string name, Risk? risk)
    {
        var like = Like(action, risk);
        if (action.Text(name) is not { } command)
            action.Notes.Refuse(action.PathOf(name), action.At(name), "is missing; it must be the command");
        else if (Parameters(action, draft, command) is { } more)
            Run(action, action.PathOf(name), action.At(name), command, more, draft, like);
    }

    private void Script(ForeignSection action, PlaybookDraft draft, Risk? risk)
    {
        var like = Like(action, risk);
        var (member, at) = (action.PathOf("target"), action.At("target"));
        if (action.Text("target") is not { } script)
            action.Notes.Refuse(member, at, "is missing; it must be the path of a script");
        else if (!script.StartsWith('/') || !script.EndsWith(".py", StringComparison.Ordinal))
            Tell(action.Notes, member, at, "only a script by its absolute path can be run", script, draft);
        else if (commands.Program(Python) is not { } python)
            Tell(action.Notes, member, at, $"the program {Python} was not found", script, draft);
        else if (Parameters(action, draft, script) is { } more)
            draft.Steps.Add(like with { Process = [python, script, .. more] });
    }

    private static DraftStep Like(ForeignSection action, Risk? risk) =>
        new(null, null, action.Has("risk") || risk is null ? SharedMembers.Risk(action, "risk") : risk.Value, Timeout(action));

    /// <summary>Texts and numbers in a list are further arguments, each as it stands. Null: they are something else, and the step was told instead.</summary>
    private static IReadOnlyList<string>? Parameters(ForeignSection action, PlaybookDraft draft, string command)
    {
        switch (action.Find("params"))
        {
            case null or SourceObject { Members.Count: 0 }:
                return [];
            case SourceList list when list.Items.All(item => item is SourceText or SourceNumber):
                return [.. list.Items.Select(item => item is SourceText text ? text.Text : ((SourceNumber)item).Text)];
            case var other:
                Tell(action.Notes, action.PathOf("params"), other.At, "only a list of texts can become arguments", command, draft);
                return null;
        }
    }
}
