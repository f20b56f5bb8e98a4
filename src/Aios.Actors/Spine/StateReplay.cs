using System.Text.Json;
using Aios.Actors.Wire;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>What <c>aios.db</c> must say, told by the event log alone. It grows while records are applied; not for several threads.</summary>
/// <param name="floor">Only what the log still tells is compared: the records to apply are those above.</param>
public sealed class StateReplay(LogFloor floor = default)
{
    private readonly SortedDictionary<long, long> _unanswered = [];
    private readonly Dictionary<long, long> _again = [];
    private readonly HashSet<long> _decisions = [];
    private readonly HashSet<RunId> _cut = [];
    private long _begunAt;

    /// <summary>The newest record that was applied.</summary>
    public long Seq { get; private set; } = floor.Seq;

    public EffectReplay Effects { get; } = new();

    /// <summary>Events that were handed to the reactor, and no record says what it decided.</summary>
    public IReadOnlyCollection<long> Unanswered => _unanswered.Keys;

    public void Apply(RecordedEvent recorded)
    {
        Seq = recorded.Seq;
        var fact = recorded.Event;
        if (IsDecision(recorded))
            _decisions.Add(recorded.Seq);
        if (fact.Source == RunCodec.Source && RunCodec.Read(fact) is { } read)
            Apply(read.Run, read.Fact);
        else if (QueueRecord.Read(recorded) is { Action: QueueRecord.Dispatch } dispatched && dispatched.EventSeq > floor.Seq)
            _unanswered[dispatched.EventSeq] = _again.GetValueOrDefault(dispatched.EventSeq, dispatched.EventSeq);
        // From here on its place in the queue is the one of the record that brought it back.
        else if (QueueRecord.Read(recorded) is { Action: QueueRecord.Requeue } again)
            _again[again.EventSeq] = recorded.Seq;
        // Handed over before a crash, in the queue again after it, and gone from there: no answer comes any more.
        else if (QueueRecord.Read(recorded) is { IsOver: true } over)
            _unanswered.Remove(over.EventSeq);
        else if (
            fact is { Type: EventTypes.ReactorMatched or EventTypes.ReactorSkipped or EventTypes.ReactorWaiting, Payload: { } answered }
        )
            _unanswered.Remove(Seen(answered));
        else if (IsNewBeginning(fact))
        {
            _unanswered.Clear();
            _begunAt = fact.Timestamp;
        }
    }

    /// <summary>The effects whose end is on record, as they stand now.</summary>
    public IReadOnlyDictionary<EffectId, EffectRecord> Finished() =>
        Effects.Effects.Where(each => each.Value.Outcome is not null && each.Value.OutcomeAt >= floor.Wall).ToDictionary();

    /// <summary>One line per difference; empty: both say the same.</summary>
    /// <param name="finished">Of before the database was read: what the log said by then must be there.</param>
    public IReadOnlyList<string> Differences(
        IReadOnlyDictionary<EffectId, EffectRecord> finished,
        IEnumerable<EffectRecord> ledger,
        IReadOnlyDictionary<string, long> cursors,
        IReadOnlySet<long> decisions
    )
    {
        var found = EffectComparison.Differences(finished, Effects, ledger.Where(line => IsOfThisLog(line) && IsTold(line))).ToList();
        foreach (var (name, seq) in cursors)
            if (seq > Seq)
                found.Add($"cursor {name} stands at {seq}, and the log ends at {Seq}");
        if (cursors.TryGetValue(SchedulingProtocol.Reader, out var settled))
            foreach (var (seq, _) in _unanswered.Where(each => each.Value <= settled))
                found.Add($"event {seq} counts as settled, and no record says what the reactor decided about it");
        foreach (var seq in decisions.Where(seq => seq > floor.Seq && !_decisions.Contains(seq)))
            found.Add($"decision {seq} is in the store, and record {seq} is none");
        foreach (var seq in _decisions.Where(seq => seq <= cursors.GetValueOrDefault(DecisionStore.Reader) && !decisions.Contains(seq)))
            found.Add($"record {seq} is a decision, and the store does not have it");
        return found;
    }

    private void Apply(RunId run, RunProtocol.IEvent fact)
    {
        if (floor.Seq > 0 && fact is not RunProtocol.Planned && !Effects.IsPlanned(run))
            _cut.Add(run);
        Effects.Apply(run, fact);
    }

    private static bool IsDecision(RecordedEvent recorded)
    {
        try
        {
            return DecisionReading.Read(recorded).Entry is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>A restore, or a start that found a store gone: events of before count as settled, and the ledger may know of lost records.</summary>
    private static bool IsNewBeginning(Event fact) =>
        fact.Source == "aios/node"
        && (
            fact.Type == EventTypes.NodeRestored
            || fact is { Type: EventTypes.NodeStarted, Payload: { ValueKind: JsonValueKind.Object } payload }
                && payload.TryGetProperty("repair", out _)
        );

    // Of a line that is older than a new beginning the records of after it say nothing, unless they took its outcome for theirs.
    private bool IsOfThisLog(EffectRecord line) => line.IntentAt >= _begunAt || Effects.Effects.ContainsKey(line.Intent.Id);

    // Of a run whose plan is deleted the records that are left do not tell enough.
    private bool IsTold(EffectRecord line) =>
        Effects.IsPlanned(line.Intent.Run) || !(_cut.Contains(line.Intent.Run) || line.IntentAt < floor.Wall);

    private static long Seen(JsonElement payload) =>
        payload.TryGetProperty("event_seq", out var seq) && seq.TryGetInt64(out var value) ? value : 0;
}
