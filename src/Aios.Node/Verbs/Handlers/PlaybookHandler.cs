using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks;

namespace Aios.Node.Verbs.Handlers;

internal static class PlaybookHandler
{
    public static async Task<VerbEnd> List(NodeCall call)
    {
        foreach (var view in await call.Views.Playbooks())
            await call.Output.Item(LooseJson.Object([.. Members(view)]));
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Show(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        var all = await call.Views.Playbooks();
        if (all.FirstOrDefault(view => view.Playbook.Id.Value == id) is not { } found)
            return Unknown(id, all);
        var playbook = found.Playbook;
        await call.Output.Item(
            LooseJson.Object([
                .. Members(found),
                ("group_by", playbook.Trigger.GroupBy),
                ("window", TriggerView.Window(playbook.Trigger)),
                ("when_busy", TriggerView.Word(playbook.WhenBusy)),
                ("own_only", playbook.OwnOnly),
                ("timeout_ms", (long)playbook.Timeout.TotalMilliseconds),
                ("deadline_ms", playbook.Deadline is { } deadline ? (long)deadline.TotalMilliseconds : null),
                ("retries", playbook.Retry.Retries),
                ("steps", playbook.Steps.Select(Step)),
                ("gate", Gate(playbook.Verify)),
                ("otherwise", playbook.Otherwise.Select(Rung)),
            ])
        );
        return VerbEnd.Done;
    }

    public static VerbEnd Unknown(string id, IEnumerable<ReactingProtocol.PlaybookView> all) =>
        VerbEnd.NotFound(
            $"playbook {Shown.Quote(id)} is not loaded; loaded are {string.Join(", ", all.Select(view => view.Playbook.Id.Value))}"
        );

    private static IEnumerable<(string, object?)> Members(ReactingProtocol.PlaybookView view) =>
        [
            ("id", view.Playbook.Id.Value),
            ("version", view.Playbook.Version),
            ("title", view.Playbook.Title),
            ("enabled", view.Playbook.Enabled),
            ("on", TriggerView.Asked(view.Playbook.Trigger)),
            ("when", view.Playbook.Trigger.When?.Text),
            ("risk", view.Playbook.Risk.ToString().ToLowerInvariant()),
            ("confidence", view.Playbook.Confidence),
            ("cooldown_ms", (long)view.Playbook.Cooldown.TotalMilliseconds),
            ("planned", view.Tally.Planned),
            ("verified", view.Tally.Verified),
            ("failed", view.Tally.Failed),
            ("cooling_groups", view.CoolingGroups),
            ("standing", view.Standing.ToString().ToLowerInvariant()),
            ("targets", PlaybookText.Reach(view.Playbook)),
            ("origin", view.Playbook.Origin.ToString()),
        ];

    private static JsonElement Step(StepTemplate step) =>
        LooseJson.Object(
            ("id", step.Id),
            ("kind", ActionText.Kind(step.Action)),
            ("action", ActionText.Of(step.Action)),
            ("risk", step.Risk?.ToString().ToLowerInvariant()),
            ("undo", step.Undo is { } undo ? ActionText.Of(undo.Action) : null)
        );

    private static string Rung(RungTemplate rung) =>
        rung.Kind == RungKind.Steps ? string.Join(", ", rung.Steps.Select(step => step.Id)) : rung.Kind.ToString().ToLowerInvariant();

    private static string Gate(GateTemplate gate) =>
        gate.Kind switch
        {
            GateKind.SensorRecovered => $"the sensor must say recovered within {Faults.Text(gate.Within)}",
            GateKind.Expectation => $"{gate.Expect} within {Faults.Text(gate.Within)}",
            _ => "none",
        };
}
