using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>What a failed run does: <c>otherwise = [[steps…], rollback, escalate]</c>.</summary>
internal static class LadderReader
{
    private const string Member = "playbook.otherwise";
    private const string Rollback = "rollback";
    private const string Escalate = "escalate";

    /// <param name="changes">A step changes something: without <c>otherwise</c> such a run is rolled back and a person told.</param>
    public static IReadOnlyList<RungTemplate> Read(PlaybookSection playbook, string title, bool changes)
    {
        if (!playbook.Has("otherwise"))
            return changes ? [new RungTemplate(RungKind.Rollback, []), Escalation(title)] : [];
        var rungs = new List<RungTemplate>();
        foreach (var item in playbook.List("otherwise", "a list of rungs, such as [[{ id = stop, … }], rollback, escalate]"))
            if (Rung(item, rungs.Count + 1, title, playbook.Faults) is { } rung)
            {
                CheckOrder(rungs, rung, item, playbook.Faults);
                rungs.Add(rung);
            }
        return rungs;
    }

    private static RungTemplate? Rung(HoconNode item, int number, string title, PlaybookFaults faults)
    {
        if (PlaybookSection.IsWord(item, Rollback))
            return new RungTemplate(RungKind.Rollback, []);
        if (PlaybookSection.IsWord(item, Escalate))
            return Escalation(title);
        if (item is not HoconArray { Items.Count: > 0 } steps)
        {
            faults.Refuse($"{Member}[{number}]", item, "a list of steps, rollback or escalate");
            return null;
        }
        return new RungTemplate(
            RungKind.Steps,
            [
                .. steps
                    .Items.Select((step, index) => StepReader.Read(step, $"{Member}[{number}][{index + 1}]", faults))
                    .OfType<StepTemplate>(),
            ]
        );
    }

    // A run that was rolled back has nothing left to try, and one that was handed to a person ends: further rungs would never be taken.
    private static void CheckOrder(List<RungTemplate> before, RungTemplate rung, HoconNode item, PlaybookFaults faults)
    {
        if (before is not [.., { Kind: var last }] || last == RungKind.Steps)
            return;
        if (last == RungKind.Escalate)
            faults.Add($"{Member}[{before.Count + 1}]", item.Origin, "is never reached: nothing may follow escalate");
        else if (rung.Kind != RungKind.Escalate)
            faults.Add($"{Member}[{before.Count + 1}]", item.Origin, "is never reached: only escalate may follow rollback");
    }

    private static RungTemplate Escalation(string title)
    {
        var tell = new ActionTemplate.Notify([
            new Argument.Literal(title),
            new Argument.FromEvent("type", ArgumentKind.String),
            new Argument.Literal("needs a person"),
        ]);
        return new RungTemplate(
            RungKind.Escalate,
            [new StepTemplate(Escalate, tell, Risk.Read, null, Idempotent: true, null, NeedsNoUndo: true)]
        );
    }
}
