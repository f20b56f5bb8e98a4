using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.EffectProtocol;

namespace Aios.Loop.Effects;

/// <summary>When a person may say how an effect ended, and what that makes of it.</summary>
public static class EffectRules
{
    /// <summary>Why not, or null when they may. An effect of a run that is over is settled for the books only.</summary>
    /// <param name="record">Null: the ledger does not know the id.</param>
    /// <param name="run">Null: the run is too old to be kept.</param>
    public static Refusal? Refuse(EffectId id, EffectRecord? record, RunState? run) =>
        record switch
        {
            null => No(id, "the ledger does not know it", "'aios effects ls --unknown' lists what waits for an answer"),
            { Outcome: { } outcome } => No(
                id,
                $"it is finished: {outcome.Result.ToString().ToLowerInvariant()}, {outcome.Detail}",
                "there is nothing to say about it; 'aios effects show ID' shows it"
            ),
            { Standing: EffectStanding.Open } when run is not { Phase: RunPhase.WaitingForPerson } => No(
                id,
                "it is being carried out just now",
                "wait for its outcome; its time-out bounds it"
            ),
            _ when run is { IsOver: false, Phase: not RunPhase.WaitingForPerson } => No(
                id,
                $"run {run.Plan.Id} asks its probe just now",
                "wait for the answer: 'aios runs show RUN'"
            ),
            _ => null,
        };

    /// <summary>What the ledger gets.</summary>
    public static EffectOutcome Outcome(ResolveEffect said) =>
        new(
            said.Effect,
            said.Happened ? EffectResult.Ok : EffectResult.NotHappened,
            $"{said.By} says that it {(said.Happened ? "happened" : "did not happen")}"
                + (said.Reason.Length > 0 ? $": {Shown.Clean(said.Reason)}" : ""),
            null,
            "",
            0,
            OutcomeSource.Person
        );

    private static Refusal No(EffectId id, string why, string remedy) => new("effect", id.Value, why, remedy);
}
