using Aios.Actors.Overrides;
using Aios.Actors.Spine;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scheduling.QueueProtocol;

namespace Aios.Actors.Scheduling;

/// <summary>What people do with the queue. It is on record before it holds, and before anybody is told.</summary>
internal sealed partial class SchedulerActor
{
    private readonly Dictionary<long, RecordedEvent> _comingBack = [];
    private bool _saying;

    /// <summary>As it answers for its settings.</summary>
    public const string Name = "scheduler";

    private void ReceiveControl()
    {
        Receive<ChangeStanding>(Change);
        Receive<CancelEvents>(Cancel);
        Receive<RequeueEvents>(Requeue);
        Receive<AdoptSettings>(Adopt);
    }

    // Steps that execute beyond a lower number end as they would; a queue that is longer than its new bound only grows no further.
    private void Adopt(AdoptSettings adopt)
    {
        _parts = _parts with { Settings = adopt.Settings.Scheduler };
        Dispatch();
        Grant();
        Sender.Tell(new SettingsAdopted(Name, adopt.Number));
    }

    private void Change(ChangeStanding asked)
    {
        var refusal = _saying
            ? new Refusal("queue", "standing", "somebody else changes it just now", "look again: 'aios queue ls'")
            : QueueRules.Refuse(_state, asked);
        if (refusal is not null)
        {
            Sender.Tell(new Refused(refusal));
            return;
        }
        _saying = true;
        Say([SchedulerNotes.Of(_parts.Shell, asked)], new Saying(Sender, asked));
    }

    private void Cancel(CancelEvents asked)
    {
        var (chosen, left) = QueueRules.Choose(_state, asked.Filter);
        var answer = new Chosen([.. chosen.Select(entry => entry.Recorded)], left, !asked.IsDry);
        if (asked.IsDry || chosen.Count == 0)
        {
            Sender.Tell(answer);
            return;
        }
        var decision = QueueRules.Cancel(_state, chosen, _parts.Shell.Now);
        // Out of the queue at once, so that none of them is handed over meanwhile; after a crash before the record they wait again.
        foreach (var fact in decision.Events)
            _state = _state.Apply(fact);
        Record([.. decision.Events.Select(fact => Decided.Of(fact)! with { Reason = asked.Reason, By = asked.By })], Sender, answer);
        ReadSoon();
    }

    private void Requeue(RequeueEvents asked)
    {
        var events = asked.Events.Where(target => QueueRules.MayComeBack(_state, target) && !_comingBack.ContainsKey(target.Seq)).ToArray();
        if (events.Length == 0)
        {
            Sender.Tell(new Chosen([], asked.Left, true));
            return;
        }
        foreach (var target in events)
            _comingBack[target.Seq] = target;
        var notes = events.Select(target => new Decided(target, QueueRecord.Requeue, asked.Reason, 0, 0, 0) { By = asked.By });
        Say([.. notes.Select(note => SchedulerNotes.Of(_parts.Shell, note))], new Saying(Sender, asked with { Events = events }));
    }

    private void Say(IReadOnlyList<Event> events, Saying saying) => _parts.Journal.Tell(new JournalProtocol.Append(events, saying), Self);

    private void Said(Saying saying, JournalProtocol.Appended done)
    {
        switch (saying.Asked)
        {
            case RequeueEvents requeued:
                // The records come by like all others, and bring the events with them.
                saying.Asker.Tell(new Chosen(requeued.Events, requeued.Left, true));
                break;
            case ChangeStanding:
                _saying = false;
                Decide(QueueRules.Stand(_state.Standing.Apply(done.Records[0]), _parts.Shell.Now));
                saying.Asker.Tell(new Stands(_state.Standing, _state.Running.Count, _state.Waiting));
                ReadSoon();
                break;
        }
    }

    private void Unsaid(Saying saying, JournalProtocol.AppendFailed failed)
    {
        if (saying.Asked is RequeueEvents requeued)
            foreach (var target in requeued.Events)
                _comingBack.Remove(target.Seq);
        else
            _saying = false;
        saying.Asker.Tell(new Refused(new Refusal("queue", "record", failed.Why, failed.Remedy)));
    }

    /// <summary>The event that a record of this actor brings back, or null when it brings none, or one that is no longer in the log.</summary>
    private RecordedEvent? BroughtBack(RecordedEvent recorded) =>
        QueueRecord.Read(recorded) is not { Action: QueueRecord.Requeue } said ? null
        : _comingBack.Remove(said.EventSeq, out var known) ? known
        : _reading.Find(said.EventSeq);

    private sealed record Saying(IActorRef Asker, ICommand Asked);
}
