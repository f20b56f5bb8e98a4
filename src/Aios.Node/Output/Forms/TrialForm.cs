using System.Text.Json;

namespace Aios.Node.Output.Forms;

internal static class TrialForm
{
    private static readonly Column[] Steps =
    [
        new("step"),
        new("risk", 1),
        new("at most", 3) { IsRight = true },
        new("does") { IsProse = true },
        new("undo", 2) { IsProse = true },
    ];

    /// <summary>Every event with its reason; the plan of the first that matches, because the others differ in values only.</summary>
    public static void Write(Page page, IReadOnlyList<JsonElement> items)
    {
        var isShown = false;
        foreach (var item in items)
        {
            var matches = item.Flag("matches");
            page.Line(
                matches ? ("✓ match   ", Page.Good) : ("- no match", Page.Dim),
                ($"  {item.Whole("seq")}  {item.Text("type")}", Page.Strong),
                ($"  {Say.Time(item.Whole("timestamp"))}  {item.Text("event_id")}", Page.Dim)
            );
            if (item.List("events").Count > 1)
                page.Prose("    together  ", $"events {string.Join(", ", item.Texts("events"))}, at {item.Text("decided_at")}");
            if (!matches)
                page.Prose("    because   ", item.Text("against"));
            else if (!isShown && item.TryGetProperty("plan", out var plan))
            {
                isShown = true;
                Plan(page, item, plan);
            }
        }
        var count = items.Count(item => item.Flag("matches"));
        page.Line($"{Say.Count(items.Count, "event")}: {count} of them would begin a run");
    }

    /// <summary>The plan also where something is against it: whoever asks wants to see it.</summary>
    public static void DryRun(Page page, IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            page.Line(($"{item.Text("playbook")}", Page.Strong), ($"  on event {item.Whole("seq")}  {item.Text("type")}", null));
            if (item.Has("against"))
                page.Prose("- not now: ", item.Text("against"), Page.Warned);
            else
                page.Line(("✓ it would begin a run", Page.Good));
            if (item.TryGetProperty("plan", out var plan))
                Plan(page, item, plan);
            page.Line(("nothing was done", Page.Dim));
        }
    }

    private static void Plan(Page page, JsonElement item, JsonElement plan)
    {
        new Facts(page, 14)
            .Prose("    when", item.Text("when"))
            .Prose("    because", string.Join(", ", item.Texts("readings")))
            .Add("    target", plan.Text("target") + (plan.Flag("own_only") ? ", only a process of the node itself" : ""))
            .Add("    group", plan.Text("group"))
            .Prose(
                "    risk",
                $"{plan.Text("risk")}; {Asked(plan.Text("approval"))}{(plan.Flag("shadow") ? "; in shadow: nothing is done" : "")}"
            )
            .Add(
                "    times",
                $"{Say.Duration(plan.Whole("deadline_ms"))} at most, {plan.Whole("retries")} retries, then {Say.Duration(plan.Whole("cooldown_ms"))} rest"
            );
        page.Blank();
        Grid.Write(page, Steps, [.. plan.List("steps").Select(Step)]);
        page.Blank();
        new Facts(page, 14).Prose("    gate", plan.Text("gate"));
        foreach (var rung in plan.List("otherwise"))
            new Facts(page, 14).Prose("    otherwise", Rung(rung));
    }

    private static string Rung(JsonElement rung) =>
        rung.Text("kind") + string.Concat(rung.List("steps").Select(step => $"; {step.Text("id")}: {step.Text("action")}"));

    private static string Asked(string approval) =>
        approval switch
        {
            "one" => "one person is asked first",
            "two" => "two people are asked first",
            _ => "nobody is asked",
        };

    private static IReadOnlyList<Cell> Step(JsonElement step) =>
        [
            step.Text("id"),
            step.Text("risk"),
            Say.Duration(step.Whole("timeout_ms")),
            step.Text("action"),
            step.Has("undo") ? step.Text("undo")
            : step.Flag("needs_no_undo") ? "none needed"
            : "",
        ];
}
