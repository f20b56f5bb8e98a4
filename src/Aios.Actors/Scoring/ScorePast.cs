using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Rollback;
using Aios.Loop.Scoring;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Actors.Scoring;

/// <summary>The score's state from its facts.</summary>
internal sealed class ScorePast(ScoringSettings settings) : IPast<ScoringState>
{
    public string PersistenceId => "score";

    public string Shape => FactSerializer.ScoreState;

    public ScoringState Empty => ScoringState.Empty;

    public ScoringState Apply(ScoringState state, object fact) =>
        fact switch
        {
            IEvent own => state.Apply(own),
            RollbackProtocol.RolledBack back => Read(back.State).TakenUp(back.At),
            RollbackProtocol.SayingsConfirmed => state,
            _ => throw new InvalidOperationException($"the score does not know {fact.GetType().Name}"),
        };

    public Moment At(ScoringState state) => state.At;

    public Moment? TimeOf(object fact) =>
        fact switch
        {
            Counted counted => counted.At,
            Resumed resumed => resumed.At,
            ScoreSaid said => said.At,
            DwellBegun begun => begun.At,
            LevelChanged changed => changed.At,
            RollbackProtocol.RolledBack back => back.At,
            _ => null,
        };

    public JsonElement Write(ScoringState state) => JsonSerializer.SerializeToElement(state, FactContext.Default.ScoringState);

    public ScoringState Read(JsonElement state) =>
        state.Deserialize(FactContext.Default.ScoringState) ?? throw new JsonException("a score's state is an object");

    public JsonElement Describe(ScoringState state, Moment now) => ScoringRules.Describe(state, settings, now);
}
