using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Tests.Scheduling;

/// <summary>A scheduler's rules at work in virtual time, and what became of every event.</summary>
internal sealed class QueueModel
{
    public static readonly TypeIndex Index = new(new HashSet<string> { "app.broken", "app.slow" }, []);

    private long _settled;

    public SchedulingSettings Settings { get; set; } = SchedulingSettings.Default;
    public SchedulingState State { get; private set; } = SchedulingState.Empty;
    public long Now { get; set; }
    public long Seq { get; private set; }

    /// <summary>Each event that left the queue: how, and how long it had waited.</summary>
    public Dictionary<long, (string How, long WaitedMs)> Left { get; } = [];

    public Queue<long> WithReactor { get; } = [];

    public Dictionary<long, QueuedEvent> HandedOver { get; } = [];

    public RecordedEvent Event(string type = "app.broken", Priority priority = Priority.P1, string payload = "{}", string source = "test")
    {
        var recorded = Facts.Event(++Seq, type, payload: payload, priority: priority);
        return recorded with { Event = recorded.Event with { Source = source } };
    }

    public RecordedEvent Arrive(string type = "app.broken", Priority priority = Priority.P1, string payload = "{}", string source = "test")
    {
        var recorded = Event(type, priority, payload, source);
        Take(SchedulingRules.Admit(State, Settings, Index, recorded, Facts.At(Now)));
        return recorded;
    }

    /// <summary>A record that brings the event back.</summary>
    public void Again(RecordedEvent target) => Take(SchedulingRules.AdmitAgain(State, Settings, target, ++Seq, Facts.At(Now)));

    public IReadOnlyList<long> Dispatch() =>
        [.. Take(SchedulingRules.Dispatch(State, Settings, Facts.At(Now))).OfType<EventDispatched>().Select(fact => fact.Seq)];

    public IReadOnlyList<string> Grant() =>
        [.. Take(SlotRules.Grant(State, Settings, Facts.At(Now))).OfType<SlotGranted>().Select(fact => fact.Run.Value)];

    public void Ask(string run, Priority priority = Priority.P1, bool isContinuation = false, long eventSeq = 0) =>
        Take(
            SlotRules.Request(
                State,
                Settings,
                new RequestSlot(new RunId(run), eventSeq, "step", priority, 600_000, isContinuation),
                Facts.At(Now),
                HandedOver.GetValueOrDefault(eventSeq)
            )
        );

    public IReadOnlyList<string> Expire() =>
        [.. Take(SlotRules.Expire(State, Facts.At(Now))).OfType<StartShed>().Select(fact => fact.Request.Run.Value)];

    public void Release(string run) => Take(SlotRules.Release(State, new RunId(run)));

    public void Settle(long seq) => Take(SchedulingRules.Settle(State, seq));

    public void Stand(QueueMode mode) => Take(QueueRules.Stand(new QueueStanding(mode, Now, "me", "a trial"), Facts.At(Now)));

    public IReadOnlyList<long> Cancel(QueueFilter filter) =>
        [
            .. Take(QueueRules.Cancel(State, QueueRules.Choose(State, filter).Chosen, Facts.At(Now)))
                .OfType<EventCancelled>()
                .Select(fact => fact.Entry.Seq),
        ];

    public IReadOnlyList<IEvent> Take(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
        {
            State = State.Apply(fact);
            switch (fact)
            {
                case EventDispatched dispatched:
                    Leave(dispatched.Entry, "dispatched", dispatched.WaitedMs);
                    WithReactor.Enqueue(dispatched.Seq);
                    HandedOver[dispatched.Seq] = dispatched.Entry;
                    break;
                case EventShed shed:
                    Leave(shed.Entry, shed.Reason, shed.WaitedMs);
                    break;
                case StartShed { Request: var request } late:
                    var before = HandedOver.TryGetValue(request.EventSeq, out var entered) ? request.Arrived - entered.Arrived : 0;
                    Left[request.EventSeq] = ("bound", before + late.WaitedMs);
                    break;
                case EventSuperseded superseded:
                    Leave(superseded.Entry, $"superseded by {superseded.BySeq}", superseded.WaitedMs);
                    break;
                case EventCancelled cancelled:
                    Leave(cancelled.Entry, "cancelled", cancelled.WaitedMs);
                    break;
            }
        }
        Assert.True(State.Checkpoint >= _settled, "the checkpoint went back");
        _settled = State.Checkpoint;
        return decision.Events;
    }

    private void Leave(QueuedEvent entry, string how, long waitedMs)
    {
        if (entry.AgainAt is not null)
            Left.Remove(entry.Seq);
        Assert.True(Left.TryAdd(entry.Seq, (how, waitedMs)), $"event {entry.Seq} left twice");
    }
}
