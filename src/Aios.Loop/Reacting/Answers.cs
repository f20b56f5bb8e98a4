using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Reacting;

/// <summary>What was considered, as facts and as a record for whoever asks later.</summary>
internal static class Answers
{
    /// <summary>The best of those that fit is planned, or waits.</summary>
    /// <param name="fit">At least one, best first.</param>
    public static Decision<IEvent> Choose(
        ReactingState state,
        RecordedEvent recorded,
        List<Considered> fit,
        IReadOnlyList<DecisionOption> against,
        string more,
        Moment now
    )
    {
        var best = fit[0];
        var lost = fit.Skip(1)
            .Take(CandidateReasons.MostListed)
            .Select(other => new DecisionOption(other.Playbook.Id.Value, other.Playbook.Confidence, Lost(best, other)));
        var why = fit.Count == 1 ? "the only one that fits" : "highest confidence, then the more specific trigger, then the newer version";
        var record = new DecisionRecord(
            LoopStage.React,
            $"{recorded.Event.Type} from {Shown.Clean(recorded.Event.Source)}",
            [
                new DecisionOption(best.Playbook.Id.Value, best.Playbook.Confidence, PlaybookGuard.Told(Chosen(best), best)),
                .. lost,
                .. against,
            ],
            best.Playbook.Id.Value,
            why + more
        )
        {
            Confidence = best.Playbook.Confidence,
            Policy = $"{best.Playbook.Id} version {best.Playbook.Version}",
        };
        if (best.WaitsFor is { } run)
            return Wait(state, recorded, best, run, record, now);
        var matched = new Matched(best.Plan!, record, now.Wall);
        var watching = fit.Skip(1).FirstOrDefault(other => other.IsShadow && IsBefore(other, best));
        return watching is null || best.IsShadow
            ? new Decision<IEvent>([matched], null, record)
            : new Decision<IEvent>([matched, new Matched(watching.Plan!, null, now.Wall)], null, record);
    }

    private static bool IsBefore(Considered one, Considered other) => ReactingRules.Compare(one.Playbook, other.Playbook) < 0;

    private static string Lost(Considered best, Considered other) =>
        PlaybookGuard.Told(IsBefore(other, best) ? "it would rank first" : $"{best.Playbook.Id} ranks before it", other);

    private static string Chosen(Considered best) =>
        best.Events.Count == 0 ? "chosen"
        : best.Events.Count <= CandidateReasons.MostListed ? $"chosen for events {string.Join(", ", best.Events)} together"
        : $"chosen for {best.Events.Count} events together, {best.Events[0]} to {best.Events[^1]}";

    private static Decision<IEvent> Wait(
        ReactingState state,
        RecordedEvent recorded,
        Considered best,
        RunId run,
        DecisionRecord record,
        Moment now
    )
    {
        var (playbook, cancels) = (best.Playbook, best.Playbook.WhenBusy == BusyPolicy.CancelOld);
        var held = new HeldEvent(recorded.Seq, playbook.Id, best.Plan!.Target, cancels ? run : null, now.Wall);
        var waits = Hold(
            recorded,
            held,
            record.Options,
            $"run {run} acts on its target; it {(cancels ? "is cancelled" : "goes on")} and this event waits for its end"
        );
        var replaced = cancels ? state.Waiting.For(held.Target).Where(other => other.Playbook == playbook.Id) : [];
        return waits with
        {
            Events =
            [
                .. replaced.Select(old => new EventReleased(old.EventSeq, old.Playbook, $"event {recorded.Seq} came after it")),
                .. waits.Events,
            ],
        };
    }

    public static Decision<IEvent> Hold(RecordedEvent recorded, HeldEvent held, IReadOnlyList<DecisionOption> options, string reason)
    {
        var record = Because(recorded, options, reason) with { Chosen = held.Playbook.Value };
        return new Decision<IEvent>([new EventHeld(held, record)], null, record);
    }

    public static Decision<IEvent> Skip(RecordedEvent recorded, IReadOnlyList<DecisionOption> options, string reason)
    {
        var record = Because(recorded, options, reason);
        return new Decision<IEvent>([new Skipped(recorded.Seq, reason, record)], null, record);
    }

    private static DecisionRecord Because(RecordedEvent recorded, IReadOnlyList<DecisionOption> options, string reason) =>
        new(LoopStage.React, $"{recorded.Event.Type} from {Shown.Clean(recorded.Event.Source)}", options, null, reason);
}
