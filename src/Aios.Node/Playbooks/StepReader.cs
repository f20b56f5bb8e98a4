using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>Steps and their actions.</summary>
internal static class StepReader
{
    public static readonly ScalarKind<Risk> Risks = ScalarKinds.Word(
        ("read", Risk.Read),
        ("reversible", Risk.Reversible),
        ("disruptive", Risk.Disruptive),
        ("destructive", Risk.Destructive)
    );

    private const string AnyAction =
        "one of process = [PROGRAM, ARGUMENT…], signal = NAME, notify = TEXT, wait = 30s, approve = TEXT, http = {…}, file = {…}, service = {…}, set = {…}";
    private static readonly string[] Actions = ["process", "signal", "notify", "wait", "approve", .. OutsideReader.Members];
    private static readonly string[] LaterActions = ["agent", "workflow"];
    private static readonly string[] ActionMembers = [.. Actions, "pid", "start-time"];
    private static readonly string[] UndoMembers = [.. ActionMembers, "risk", "timeout", "idempotent", "probe"];
    private static readonly string[] StepMembers = ["id", .. UndoMembers, "undo"];
    private static readonly string[] ProbeMembers = ["process", "timeout"];
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(10);
    private static readonly Argument StartTimeOfEvent = new Argument.FromEvent("payload.start_time", ArgumentKind.Int);

    /// <param name="member">For faults before the step's id is known: <c>playbook.steps[2]</c>.</param>
    public static StepTemplate? Read(HoconNode node, string member, PlaybookFaults faults)
    {
        if (node is not HoconObject step)
        {
            faults.Refuse(member, node, $"a step: an object with id and {AnyAction}");
            return null;
        }
        var unnamed = new PlaybookSection(step, member, faults);
        if (!unnamed.Has("id"))
            unnamed.Missing("id", "1–32 of a–z, 0–9 and -, beginning with a letter");
        var id = unnamed.Read("id", ScalarKinds.Text, "");
        if (faults.IsFaulty($"{member}.id"))
            faults.IsKnownToBeFaulty("playbook.steps.");
        var section = new PlaybookSection(step, $"playbook.steps.{Shown.Clean(id)}", faults);
        faults.Stands(section.Path, step.Origin);
        section.Allow(StepMembers, LaterActions);
        var action = Action(section);
        var (risk, timeout, isIdempotent) = Terms(section, action);
        var (undo, needsNone) = Undo(section);
        return new StepTemplate(id, action ?? new ActionTemplate.Notify([]), risk, timeout, isIdempotent, undo, needsNone, Probe(section));
    }

    private static ProbeTemplate? Probe(PlaybookSection step)
    {
        const string Form = "an object such as { process = [PROGRAM, ARGUMENT…], timeout = 10s }";
        if (step.Object("probe", Form) is not { } probe)
            return null;
        probe.Allow(ProbeMembers);
        if (!probe.Has("process"))
        {
            probe.Missing("process", "a program that only looks: exit code 0 when the step happened, 1 when it did not");
            return null;
        }
        var timeout = probe.Read("timeout", ScalarKinds.Duration, ProbeTimeout);
        return Process(probe) is { } action ? new ProbeTemplate(action, timeout) : null;
    }

    private static (Risk?, TimeSpan?, bool) Terms(PlaybookSection section, ActionTemplate? action) =>
        (
            section.Has("risk") ? section.Read("risk", Risks, Risk.Read) : null,
            section.Has("timeout") ? section.Read("timeout", ScalarKinds.Duration, TimeSpan.FromSeconds(30)) : null,
            section.Read("idempotent", ScalarKinds.Boolean, ActionDefaults.IsIdempotent(action))
        );

    private static (UndoTemplate? Undo, bool NeedsNone) Undo(PlaybookSection step)
    {
        if (PlaybookSection.IsWord(step.Find("undo"), "none"))
            return (null, true);
        if (step.Object("undo", $"none, or an object with {AnyAction}") is not { } undo)
            return (null, false);
        undo.Allow(UndoMembers, LaterActions);
        var action = Action(undo);
        var (risk, timeout, isIdempotent) = Terms(undo, action);
        var probe = Probe(undo);
        return (action is null ? null : new UndoTemplate(action, risk, timeout, isIdempotent, probe), false);
    }

    /// <returns>Null after a fault.</returns>
    private static ActionTemplate? Action(PlaybookSection section)
    {
        var given = Actions.Where(section.Has).ToArray();
        if (given.Length != 1)
        {
            // A kind of action that is not supported yet was told already.
            if (given.Length > 1 || !LaterActions.Any(section.Has))
                section.Faults.Add(
                    section.Path,
                    section.Node.Origin,
                    given.Length == 0
                        ? $"has no action; it must have {AnyAction}"
                        : $"has {string.Join(" and ", given)}; it must have only one"
                );
            return null;
        }
        foreach (var name in (string[])["pid", "start-time"])
            if (given[0] != "signal" && section.Has(name))
                section.Faults.Add($"{section.Path}.{name}", section.Node.KeyOrigin(name), "is allowed only beside signal");
        return given[0] switch
        {
            "process" => Process(section),
            "signal" => Signal(section),
            "notify" => Notify(section),
            "wait" => new ActionTemplate.Wait(section.Read("wait", ScalarKinds.Duration, TimeSpan.FromSeconds(1))),
            "approve" => new ActionTemplate.Approve(section.Read("approve", ScalarKinds.Text, "?")),
            var kind => OutsideReader.Read(section, kind),
        };
    }

    private static ActionTemplate.Process? Process(PlaybookSection section)
    {
        const string Allowed = "a list: the program's absolute path and its arguments (there is no shell)";
        var node = section.Find("process")!;
        if (node is HoconArray)
            return Arguments(section, "process") is { } arguments ? new ActionTemplate.Process(arguments) : null;
        section.Refuse("process", node, Allowed);
        return null;
    }

    private static ActionTemplate.Signal? Signal(PlaybookSection section)
    {
        var name = section.Read("signal", ScalarKinds.Text, "");
        if (section.Find("pid") is not { } pid)
        {
            section.Missing("pid", "a process id, such as { from = payload.pid, as = int }");
            return null;
        }
        var target = ArgumentReader.Read(pid, $"{section.Path}.pid", section.Faults);
        var start = section.Find("start-time") is { } given
            ? ArgumentReader.Read(given, $"{section.Path}.start-time", section.Faults)
            : StartTimeOfEvent;
        return target is null || start is null ? null : new ActionTemplate.Signal(name, target, start);
    }

    private static ActionTemplate.Notify? Notify(PlaybookSection section)
    {
        const string Allowed = "a text, or a list of texts and values of the event";
        var node = section.Find("notify")!;
        if (node is HoconScalar { IsNull: false, Text.Length: > 0 } text)
            return new ActionTemplate.Notify([new Argument.Literal(text.Text)]);
        if (node is HoconArray { Items.Count: > 0 })
            return Arguments(section, "notify") is { } parts ? new ActionTemplate.Notify(parts) : null;
        if (node is HoconObject)
            return OutsideReader.Notify(section);
        section.Refuse("notify", node, Allowed);
        return null;
    }

    private static Argument[]? Arguments(PlaybookSection section, string name)
    {
        var read = ((HoconArray)section.Find(name)!)
            .Items.Select((item, index) => ArgumentReader.Read(item, $"{section.Path}.{name}[{index + 1}]", section.Faults))
            .ToArray();
        return read.Any(argument => argument is null) ? null : [.. read.Select(argument => argument!)];
    }
}
