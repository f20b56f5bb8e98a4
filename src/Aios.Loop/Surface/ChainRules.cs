using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>Makes a chain of the records that belong to it.</summary>
public static class ChainRules
{
    /// <summary>Longer chains are cut.</summary>
    public const int MostLinks = 500;

    /// <summary>So long after the end of a chain a change of the score counts as its consequence.</summary>
    public const long ScoreWithinMs = 60_000;

    /// <param name="records">Of one or more traces, in any order; a record that comes twice counts once.</param>
    /// <param name="effects">What the ledger knows of the runs among them.</param>
    /// <param name="outcome">What became of a decision, by its id; null when it is not kept.</param>
    /// <param name="asked">Id of the event that was asked about, or null.</param>
    /// <param name="score">How it stood before.</param>
    public static IReadOnlyList<ChainLink> Links(
        IEnumerable<RecordedEvent> records,
        IReadOnlyDictionary<EffectId, EffectRecord> effects,
        Func<EventId, string?> outcome,
        string? asked = null,
        string? score = null
    )
    {
        var links = new List<ChainLink>();
        foreach (var recorded in records.DistinctBy(record => record.Seq).OrderBy(record => record.Seq))
        {
            var fact = recorded.Event;
            var text = ChainText.Of(fact, effects, score);
            if (StageOf(fact.Type) == "score")
                score = ChainText.Score(fact);
            if (fact.Type is EventTypes.ReactorMatched && outcome(fact.Id) is { } became)
                text += $"; it became: {became}";
            links.Add(
                new ChainLink(recorded.Seq, fact.Id, fact.CauseId, fact.Timestamp, StageOf(fact.Type), fact.Type, text)
                {
                    AfterMs = links.Count == 0 ? 0 : Math.Max(0, fact.Timestamp - links[^1].At),
                    IsAsked = fact.Id.Value == asked,
                }
            );
        }
        return links;
    }

    /// <summary>Does the record belong to the chain of this run? What other runs did in the same trace does not.</summary>
    public static bool IsOf(RunId run, EventId answered, Event fact) =>
        EventTypes.Family(fact.Type) switch
        {
            "run" or "effect" or "approval" => Text(fact, "run") == run.Value,
            "scheduler" or "reactor" => Text(fact, "event") == answered.Value,
            _ => true,
        };

    /// <summary>The record says what was decided about the event.</summary>
    public static bool IsAbout(EventId about, Event fact) =>
        EventTypes.Family(fact.Type) is "scheduler" or "reactor" && Text(fact, "event") == about.Value;

    public static string StageOf(string type) =>
        EventTypes.Family(type) switch
        {
            "scheduler" => "schedule",
            "reactor" or "effect" or "approval" => "react",
            "run" => type is "run.verifying" or "run.verified" ? "verify" : "react",
            "incident" => "incident",
            "score" => "score",
            _ => "sense",
        };

    public static string Score(Event fact) => ChainText.Score(fact);

    internal static string? Text(Event fact, string name) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            }
            : null;
}
