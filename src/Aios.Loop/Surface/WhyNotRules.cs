using System.Text.Json;
using System.Text.RegularExpressions;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>Asks what the reactor would decide, and words it for people.</summary>
public static partial class WhyNotRules
{
    /// <summary>What would become of the event now, were it new.</summary>
    public static WhyNotAnswer Now(ReactingState state, Catalog catalog, Playbook playbook, RecordedEvent recorded, Moment now)
    {
        var fact = recorded.Event;
        if (EventTypes.IsRecord(fact.Type))
            return No($"{fact.Type} is a record of the node's own doings: such are never answered");
        if (EventTypes.IsImported(fact))
            return No("it was imported: history is not answered");
        // As if the event were new: that a run was planned for it is told as what was decided then.
        var fresh = state with
        {
            PlannedFor = state.PlannedFor.Remove(recorded.Seq),
        };
        var alone = ReactingRules.Consider(fresh, playbook, recorded, now);
        return !alone.Fits ? No(Worded(alone.Against ?? "it does not fit"))
            : ReactingRules.React(fresh, catalog, recorded, now).Record is { } record
                ? Of(playbook.Id, record.Chosen, record.Rationale, record.Options)
            : No("nothing is decided about it");
    }

    /// <summary>What a decision on record says about one playbook; null when it says nothing of it.</summary>
    public static WhyNotThen? Then(PlaybookId playbook, RecordedEvent decision)
    {
        var fact = decision.Event;
        if (fact.Payload is not { ValueKind: JsonValueKind.Object } payload)
            return null;
        if (fact.Type is EventTypes.SchedulerDecision or EventTypes.SchedulerQueueFull)
            return ChainRules.Text(fact, "action") == "shed"
                ? new WhyNotThen(
                    fact.Id,
                    fact.Timestamp,
                    No($"it was shed after {ChainRules.Text(fact, "waited_ms")} ms: {ChainRules.Text(fact, "reason")}"),
                    null
                )
                : null;
        DecisionOption[] options =
            payload.TryGetProperty("options", out var list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select(Option)]
                : [];
        var chosen = ChainRules.Text(fact, "playbook");
        var answer = Of(playbook, chosen, ChainRules.Text(fact, "reason") ?? "", options);
        return new WhyNotThen(fact.Id, fact.Timestamp, answer, chosen == playbook.Value ? ChainRules.Text(fact, "run") : null);
    }

    /// <summary>
    /// The first part of a condition that fails, as people say it: <c>severity >= error : severity is 1</c> becomes
    /// <c>severity >= error is false: severity is warn (1)</c>.
    /// </summary>
    public static string Worded(string reason)
    {
        var named = SeverityValue()
            .Replace(reason, match => $"severity is {((Severity)(match.Value[^1] - '0')).Text()} ({match.Value[^1]})");
        var at = named.IndexOf(" : ", StringComparison.Ordinal);
        return at < 0 ? named : $"{named[..at]} is false: {named[(at + 3)..]}";
    }

    private static WhyNotAnswer Of(PlaybookId playbook, string? chosen, string rationale, IReadOnlyList<DecisionOption> options)
    {
        if (chosen == playbook.Value)
            return new WhyNotAnswer(true, rationale);
        if (options.FirstOrDefault(option => option.Name == playbook.Value) is { } option)
            return No(Worded(option.Reason));
        return No(chosen is null ? rationale : $"it was no candidate; {chosen} answered it");
    }

    private static WhyNotAnswer No(string reason) => new(false, reason);

    private static DecisionOption Option(JsonElement item) => new(Member(item, "name"), 0, Member(item, "reason"));

    private static string Member(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    [GeneratedRegex(@"\bseverity is [0-3]\b")]
    private static partial Regex SeverityValue();
}
