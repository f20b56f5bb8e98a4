using System.Text.Json;
using Aios.Loop.Scoring;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Journeys.Tests.Golden;

/// <summary>What was said about the score, and what it was made of: asked again of the rules, with what was counted.</summary>
internal sealed class ScoreReplay(GoldenFolder golden)
{
    /// <summary>Times at which the score was weighed and kept.</summary>
    public int Weighings { get; private set; }

    /// <summary>The first that the rules do not give; null when they give all.</summary>
    public string? FirstDifference()
    {
        var state = ScoringState.Empty;
        var facts = new Queue<IEvent>(golden.ScoreFacts.OfType<IEvent>());
        while (facts.TryPeek(out var first))
        {
            // What was counted is kept before what is said of it.
            if (first is Counted or Resumed)
                state = state.Apply(facts.Dequeue());
            if (first is Resumed)
                continue;
            var now = facts.Prepend(first).Select(TimeOf).First(at => at is not null)!.Value;
            Weighings++;
            var made = ScoringRules
                .Decide(state, golden.Settings.Score, ScoringRules.Explain(state, golden.Settings.Score, now), now)
                .Events;
            var said = new List<IEvent>();
            // The end of a dwell has no time of its own, and is always said first.
            while (
                facts.TryPeek(out var next) && (TimeOf(next) == now || (next is DwellEnded && said.Count == 0 && made is [DwellEnded, ..]))
            )
                said.Add(facts.Dequeue());
            if (Text(said) != Text(made))
                return $"at {now.Wall} the score said '{Text(said)}'; the rules give '{Text(made)}'";
            if (said.Count == 0 && first is not Counted)
                return $"at {now.Wall} the score said {first}; the rules do not";
            state = said.Aggregate(state, (known, fact) => known.Apply(fact));
        }
        return null;
    }

    private static Moment? TimeOf(IEvent fact) =>
        fact switch
        {
            Counted counted => counted.At,
            ScoreSaid said => said.At,
            DwellBegun begun => begun.At,
            LevelChanged changed => changed.At,
            _ => null,
        };

    private static string Text(IEnumerable<IEvent> facts) =>
        string.Join("; ", facts.Select(fact => $"{fact.GetType().Name} {JsonSerializer.Serialize(fact, fact.GetType())}"));
}
