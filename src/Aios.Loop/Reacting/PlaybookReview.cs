using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <param name="IsProgram">Whether an absolute path is a program of this machine.</param>
/// <param name="ShippedIds">Ids of the playbooks that come with the runtime.</param>
/// <param name="IsWritten">Whether the author wrote this member down, by its path.</param>
public sealed record ReviewSurroundings(Func<string, bool> IsProgram, IReadOnlySet<string> ShippedIds, Func<string, bool> IsWritten);

/// <summary>Something that is allowed, and that its author may not have meant.</summary>
/// <param name="Member">Path in the file: <c>playbook.steps.ID.process</c>.</param>
/// <param name="Rule">Its name, for people and programs: <c>no-cooldown</c>.</param>
/// <param name="Text">What may go wrong and what to write.</param>
public sealed record Doubt(string Member, string Rule, string Text);

/// <summary>What a careful reviewer asks about a playbook that loads.</summary>
public static class PlaybookReview
{
    /// <summary>In the order: the playbook, its steps, its ladder.</summary>
    public static IReadOnlyList<Doubt> Of(Playbook playbook, ReviewSurroundings surroundings) =>
        [.. OfWhole(playbook, surroundings), .. PlaybookRules.AllSteps(playbook).SelectMany(step => OfStep(playbook, step, surroundings))];

    private static IEnumerable<Doubt> OfWhole(Playbook playbook, ReviewSurroundings surroundings)
    {
        if (surroundings.ShippedIds.Contains(playbook.Id.Value))
            yield return new(
                "playbook.id",
                "shadows-shipped",
                $"({playbook.Id}) is the id of a playbook that ships: this one takes its place; choose another id if both are meant"
            );
        foreach (var type in playbook.Trigger.Types)
            if (ReviewTables.NearestType(type) is { } near)
                yield return new(
                    playbook.Trigger.OtherTypes.Count == 0 ? "playbook.on.type" : "playbook.on.types",
                    "unknown-type",
                    $"({type}) is said by nobody on this node; did you mean {near}?"
                );
        if (playbook.Cooldown == TimeSpan.Zero)
            yield return new(
                "playbook.cooldown",
                "no-cooldown",
                "(0s) lets every event begin another run; give it the time that a repair needs to show, such as 5m"
            );
        if (playbook.WhenBusy == BusyPolicy.Queue && playbook.Cooldown > TimeSpan.Zero)
            yield return new(
                "playbook.when-busy",
                "queue-rests",
                $"(queue) keeps an event only to refuse it when the run before it is verified: its group rests for {Faults.Text(playbook.Cooldown)} then; say cooldown = 0s if each event is to be answered, or drop-new if not"
            );
        if (!Changes(playbook))
            yield break;
        if (!surroundings.IsWritten("playbook.verify"))
            yield return new(
                "playbook.verify",
                "no-verify",
                "is missing although a step changes something: the event's own sensor must recover within 60s; say verify { within = … } or expect"
            );
        if (playbook.Otherwise.Count > 0 && !playbook.Otherwise.Any(TellsSomebody))
            yield return new("playbook.otherwise", "nobody-told", "tells nobody when the repair failed; end it with escalate");
        if (playbook.Deadline is { } deadline && deadline.TotalMilliseconds < LeastMs(playbook))
            yield return new(
                "playbook.deadline",
                "deadline-too-short",
                $"({Faults.Text(deadline)}) ends the run before one attempt at every step and the verification are over ({Faults.Text(TimeSpan.FromMilliseconds(LeastMs(playbook)))})"
            );
    }

    private static IEnumerable<Doubt> OfStep(Playbook playbook, StepTemplate step, ReviewSurroundings surroundings)
    {
        var at = $"playbook.steps.{step.Id}";
        var risk = PlaybookRules.RiskOf(playbook, step);
        foreach (var (member, program) in Programs(step, at))
            if (!surroundings.IsProgram(program))
                yield return new(member, "program-missing", $"({program}) is no program on this machine; check the path, or install it");
        if (ReviewTables.Suggested(step.Action) is var (suggested, why) && suggested > risk)
            yield return new($"{at}.risk", "risk-low", $"({Word(risk)}) says less than the step does: {why} is {Word(suggested)} at least");
        if (risk == Risk.Read)
            yield break;
        var putsBack = step.Undo is not null || ActionDefaults.UndoOf(step.Action, "") is not null;
        if (step is { Idempotent: false, Probe: null } && !putsBack)
            yield return new(
                at,
                "not-repeatable",
                "may happen half: after a crash nothing can tell, and a person is asked; say idempotent = true, or give it a probe or an undo"
            );
        if (step.Undo is { Idempotent: false, Probe: null })
            yield return new(
                $"{at}.undo",
                "undo-not-repeatable",
                "may happen half: after a crash nothing can tell, and a person is asked; say idempotent = true in it, or give it a probe"
            );
        if (!putsBack && !step.NeedsNoUndo && !ActionDefaults.NeedsNoUndo(step.Action))
            yield return new(at, "no-undo", "cannot be put back when the repair fails; give it an undo, or say undo = none if it may stay");
    }

    private static bool Changes(Playbook playbook) =>
        PlaybookRules.AllSteps(playbook).Any(step => PlaybookRules.RiskOf(playbook, step) > Risk.Read);

    private static bool TellsSomebody(RungTemplate rung) =>
        rung.Kind == RungKind.Escalate || rung.Steps.Any(step => step.Action is ActionTemplate.Notify);

    private static double LeastMs(Playbook playbook) =>
        playbook.Steps.Sum(step => (step.Timeout ?? playbook.Timeout).TotalMilliseconds) + playbook.Verify.Within.TotalMilliseconds;

    private static IEnumerable<(string Member, string Program)> Programs(StepTemplate step, string at)
    {
        (string Member, ActionTemplate? Action)[] actions =
        [
            ($"{at}.process", step.Action),
            ($"{at}.undo.process", step.Undo?.Action),
            ($"{at}.probe.process", step.Probe?.Action),
            ($"{at}.undo.probe.process", step.Undo?.Probe?.Action),
        ];
        foreach (var (member, action) in actions)
            if (action is ActionTemplate.Process { Arguments: [Argument.Literal program, ..] })
                yield return (member, program.Text);
    }

    private static string Word(Risk risk) => risk.ToString().ToLowerInvariant();
}
