using System.Collections.Frozen;
using Aios.Actors.Wire;
using Aios.Journeys.Tests.Log;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Journeys.Tests.Golden;

/// <summary>
/// Who went first, who was superseded or shed: asked again of the rules. How far the scheduler had heard when it decided is not on record; it
/// is taken to have heard as little as its decision can be explained with, and never less than before. What people did with the queue is given.
/// </summary>
internal sealed class SchedulerReplay(GoldenFolder golden)
{
    private readonly List<IEvent> _undone = [];
    private SchedulingState _state = SchedulingState.Begin(0, QueueStanding.Runs, FrozenDictionary<long, long>.Empty, default);
    private long _heard;

    public int Decisions { get; private set; }

    /// <summary>The first decision that the rules do not give; null when they give all.</summary>
    public string? FirstDifference()
    {
        foreach (var record in golden.Records)
        {
            if (QueueRecord.Read(record) is { Action: not QueueRecord.Requeue } said)
            {
                Decisions++;
                if (Check(record, said) is { } difference)
                    return difference;
            }
            else if (
                record.Event is
                {
                    Source: QueueStanding.Source,
                    Type: EventTypes.SchedulerPaused or EventTypes.SchedulerDraining or EventTypes.SchedulerResumed
                }
            )
                Apply(QueueRules.Stand(_state.Standing.Apply(record), At(record)));
            else if (
                record.Event.Source == ReactorCodec.Source
                && record.Event.Payload is { } payload
                && payload.TryGetProperty("event_seq", out var seq)
            )
                Apply(SchedulingRules.Settle(_state, seq.GetInt64()));
        }
        (_state, _) = Hear(_state, golden.Records.Count, _undone);
        return _undone.Count > 0 ? $"the rules give {_undone[0]}, and nothing of it is on record"
            : _state.Waiting > 0 ? $"{_state.Waiting} events wait at the end by the rules, and the node had stopped with none"
            : null;
    }

    private string? Check(RecordedEvent record, QueueRecord said)
    {
        var now = At(record);
        if (said.Action == QueueRecord.Cancel)
        {
            (_state, _heard) = Hear(_state, record.Seq - 1, _undone);
            var (waiting, _) = QueueRules.Choose(_state, new QueueFilter());
            var chosen = waiting.FirstOrDefault(entry => entry.Seq == said.EventSeq);
            if (chosen is null)
                return $"record {record.Seq} takes event {said.EventSeq} out of the queue, and by the rules it does not wait there";
            Apply(QueueRules.Cancel(_state, [chosen], now));
            return null;
        }
        IEvent? instead = null;
        for (var heard = Math.Max(_heard, said.EventSeq); heard < record.Seq; heard++)
        {
            var (undone, state) = (new List<IEvent>(_undone), _state);
            (state, _) = Hear(state, heard, undone);
            var decided = undone.Concat(SchedulingRules.Dispatch(state, golden.Settings.Scheduler, now).Events).ToList();
            var found = decided.FindIndex(fact => IsSame(fact, record, said));
            instead ??= decided.FirstOrDefault();
            // What is handed over goes in order: only the first can be it.
            if (found < 0 || (decided[found] is EventDispatched && decided.FindIndex(fact => fact is EventDispatched) != found))
                continue;
            (_state, _heard) = (state, heard);
            _undone.Clear();
            _undone.AddRange(undone);
            if (!_undone.Remove(decided[found]))
                _state = _state.Apply(decided[found]);
            return null;
        }
        return $"record {record.Seq}: on record is {said.Action} of event {said.EventSeq}, {record.Event.Payload}; the rules give {instead?.ToString() ?? "nothing"}";
    }

    private static bool IsSame(IEvent fact, RecordedEvent record, QueueRecord said) =>
        (fact, said.Action) switch
        {
            (EventDispatched dispatched, QueueRecord.Dispatch) => dispatched.Entry.Seq == said.EventSeq,
            (EventShed shed, QueueRecord.Shed) => shed.Entry.Seq == said.EventSeq
                && shed.Reason == record.Event.Payload!.Value.Text("reason"),
            (EventSuperseded superseded, QueueRecord.Supersede) => superseded.Entry.Seq == said.EventSeq
                && $"{superseded.BySeq}" == record.Event.Payload!.Value.Text("by_seq"),
            _ => false,
        };

    /// <param name="undone">Gets what is decided when an event comes in and has to be on record.</param>
    private (SchedulingState State, long Heard) Hear(SchedulingState state, long upTo, List<IEvent> undone)
    {
        for (var seq = state.LastSeen + 1; seq <= upTo; seq++)
        {
            var record = golden.Record(seq);
            var decision = QueueRecord.Read(record) is { Action: QueueRecord.Requeue } again
                ? SchedulingRules.AdmitAgain(state, golden.Settings.Scheduler, golden.Record(again.EventSeq), seq, At(record))
                : SchedulingRules.Admit(state, golden.Settings.Scheduler, golden.Catalog.Index, record, At(record));
            foreach (var fact in decision.Events)
            {
                state = state.Apply(fact);
                if (fact is EventShed or EventSuperseded)
                    undone.Add(fact);
            }
        }
        return (state, upTo);
    }

    private void Apply(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
            _state = _state.Apply(fact);
    }

    private static Moment At(RecordedEvent record) => new(record.Event.Timestamp, record.Event.Timestamp);
}
