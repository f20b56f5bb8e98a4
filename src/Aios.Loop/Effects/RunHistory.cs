using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>A run's facts in one line each, for people.</summary>
internal static class RunHistory
{
    public static string Line(IEvent fact) =>
        fact switch
        {
            StepStarted started => $"{started.Step} #{started.Attempt} started",
            StepUnknown lost => $"{lost.Step} #{lost.Attempt} unknown: the node ended meanwhile",
            StepInDoubt doubt => $"{doubt.Step} #{doubt.Attempt} {doubt.Detail}",
            PersonAsked asked => $"{asked.Step} #{asked.Attempt} waits for a person, {asked.WithinMs} ms",
            StepSucceeded ok => $"{ok.Step} #{ok.Attempt} ok in {ok.DurationMs} ms: {ok.Detail}",
            StepFailed bad => $"{bad.Step} #{bad.Attempt} {bad.Result} in {bad.DurationMs} ms: {bad.Detail}",
            WaitingToRetry wait => $"{wait.Step} #{wait.NextAttempt} in {wait.DelayMs} ms",
            Held held => $"held for {held.Ms} ms: {held.Why}",
            GateAsked ask => $"asked the gate, round {ask.Round}",
            Failed failed => $"failed: {failed.Reason}",
            RungTaken rung => $"otherwise {rung.Rung + 1}: {rung.Kind.ToString().ToLowerInvariant()}",
            Compensating undo => Told(undo),
            ApprovalAsked ask => $"waits for {People(ask.Need)} to say yes to {ask.Step ?? "its start"}, {ask.WithinMs} ms",
            ApprovalGiven yes => $"approved by {yes.By}",
            Stopping stop => $"ends early: {stop.Reason}",
            RollbackFailed bad => bad.Reason,
            RollbackRetried again => $"rollback taken up again by {again.By}: {again.Reason}",
            Ended end => $"{end.Phase.Text()}: {end.Reason}",
            _ => fact.GetType().Name,
        };

    private static string People(ApprovalNeed need) => need == ApprovalNeed.Two ? "two people" : "somebody";

    private static string Told(Compensating undo) =>
        $"undo {(undo.Undo.Count == 0 ? "nothing" : string.Join(", ", undo.Undo))}"
        + (undo.Left.Count == 0 ? "" : $"; left as it is: {string.Join(", ", undo.Left)}");
}
