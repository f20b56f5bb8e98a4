using System.Text.Json.Nodes;
using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks;

/// <summary>What a playbook answers, in words and as JSON.</summary>
internal static class TriggerView
{
    public static string Line(Trigger trigger) =>
        Asked(trigger)
        + (trigger.When is { } when ? $" when {Shown.Clean(when.Text)}" : "")
        + (Window(trigger) is { } window ? $", {window}" : "")
        + Groups(trigger);

    /// <summary>Types and keywords.</summary>
    public static string Asked(Trigger trigger)
    {
        var types = trigger.Types.Count == 0 ? "any type" : string.Join(" or ", trigger.Types);
        if (trigger.Keywords.Count == 0)
            return types;
        return $"{types} with {string.Join(" or ", trigger.Keywords.Select(Shown.Quote))}{(trigger.WholeWords ? " as a word" : "")}";
    }

    /// <summary>Null when every event is answered by itself.</summary>
    public static string? Window(Trigger trigger)
    {
        if (trigger.Window is not { } window)
            return null;
        var within = Faults.Text(window.Within);
        var conditions = string.Join("; ", window.Conditions.Select(condition => Shown.Clean(condition.Text)));
        return window.Kind switch
        {
            WindowKind.Count => $"{window.Count} events within {within}",
            WindowKind.AccumulateWithin => $"{window.Count} events within {within} from the first on",
            WindowKind.All => $"all within {within} of: {conditions}",
            WindowKind.Any => $"any of: {conditions}",
            WindowKind.NotAll => $"not all within {within} of: {conditions}",
            WindowKind.OnceWithin => $"the first within {within}",
            _ => $"once, {within} after the first",
        };
    }

    public static string Word(BusyPolicy policy) =>
        policy switch
        {
            BusyPolicy.Queue => "queue",
            BusyPolicy.CancelOld => "cancel-old",
            _ => "drop-new",
        };

    public static JsonObject Json(Trigger trigger)
    {
        var json = new JsonObject
        {
            ["type"] = trigger.Types.Count == 1 ? trigger.Type : null,
            ["types"] = List(trigger.Types),
            ["keywords"] = List(trigger.Keywords),
            ["whole_words"] = trigger.WholeWords,
            ["when"] = trigger.When?.Text,
            ["group_by"] = List(trigger.GroupBy),
        };
        if (trigger.Window is { } window)
            json["window"] = new JsonObject
            {
                ["kind"] = window.Kind.Text(),
                ["within_ms"] = window.WithinMs,
                ["count"] = window.Count,
                ["conditions"] = List(window.Conditions.Select(condition => condition.Text)),
            };
        return json;
    }

    private static string Groups(Trigger trigger) =>
        trigger.GroupBy.Count == 0 ? ""
        : trigger.Window is null ? $", one cooldown per {string.Join(", ", trigger.GroupBy)}"
        : $", window and cooldown per {string.Join(", ", trigger.GroupBy)}";

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];
}
