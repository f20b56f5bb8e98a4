using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Safety;

/// <summary>Keeps what people order: persisted, then in force, then said to the log, then answered.</summary>
internal sealed class OrdersActor : ReceivePersistentActor, IWithTimers
{
    private readonly SafetySettings _settings;
    private readonly Shell _shell;
    private readonly Memory _memory;
    private readonly IActorRef _journal;
    private readonly StandingOrders _board;
    private readonly OrdersPast _past = new();
    private readonly Outbox _outbox;
    private readonly RollbackDesk<OrdersState> _desk;
    private OrdersState _state = OrdersState.Empty;

    public OrdersActor(SafetySettings settings, Shell shell, Memory memory, IActorRef journal, StandingOrders board)
    {
        (_settings, _shell, _memory, _journal, _board) = (settings, shell, memory, journal, board);
        _outbox = new Outbox(journal, shell.Life);
        _desk = new RollbackDesk<OrdersState>(_past, this, Context);
        Recover<SnapshotOffer>(offer =>
        {
            _state = _past.Read(((PastSnapshot)offer.Snapshot).State);
            _desk.Recover(offer);
        });
        Recover<RecoveryCompleted>(_ =>
        {
            if (board.Lost is { } lost && LastSequenceNr == 0)
                TakeUp(lost);
            else
                Resume();
        });
        RecoverAny(Fold);
        Command<ResetCircuits>(Reset);
        Command<ResetFuse>(Reset);
        Command<ICommand>(Take);
        Command<GetOrders>(_ => Sender.Tell(new Orders(_state)));
        Command<Tick>(_ => _outbox.Say(Self));
        Command<JournalProtocol.Appended>(done =>
        {
            if (done.Tag is Resetting reset)
            {
                reset.Asker.Tell(new Ordered(reset.Said));
                return;
            }
            _outbox.Answered();
            Persist(new RollbackProtocol.SayingsConfirmed((long)done.Tag!), Kept);
        });
        Command<JournalProtocol.AppendFailed>(failed =>
        {
            if (failed.Tag is Resetting reset)
                reset.Asker.Tell(new Refused(new Refusal("reset", reset.Said, failed.Why, failed.Remedy)));
            else
                _outbox.Answered();
        });
        Command<RollbackProtocol.GetSnapshots>(_ => Sender.Tell(_desk.Snapshots));
        Command<RollbackProtocol.PreviewRollback>(asked => _desk.Look(asked.To, asked, Sender));
        Command<RollbackProtocol.Rollback>(asked => _desk.Look(asked.To, asked, Sender));
        Command<PastFound<OrdersState>>(Answer);
        Command<Terminated>(ended => _desk.Ended(ended.ActorRef));
        Command<SaveSnapshotSuccess>(done => _desk.Saved(done.Metadata));
        Command<SaveSnapshotFailure>(failed => Log.Warning("A snapshot was not stored: {0}", failed.Cause.Message));
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteMessagesFailure>(failed => Log.Warning("Old facts were not deleted: {0}", failed.Cause.Message));
        Command<DeleteSnapshotsFailure>(failed => Log.Warning("Old snapshots were not deleted: {0}", failed.Cause.Message));
    }

    public override string PersistenceId => _past.PersistenceId;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        Timers.StartPeriodicTimer("tick", Tick.Instance, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    private void Resume()
    {
        _board.Write(_state);
        Context.System.EventStream.Publish(OrdersKnown.Instance);
        _outbox.Say(Self);
    }

    // Nothing of it is in force before all of it is: a freeze must not come after what it forbids.
    private void TakeUp(LostOrders lost)
    {
        List<object> facts = [.. lost.Found.Facts];
        facts.Add(new RollbackProtocol.SayingsConfirmed(facts.Count));
        if (lost.Freeze is { } freeze)
            facts.Add(freeze);
        var left = facts.Count;
        PersistAll(
            facts,
            fact =>
            {
                Fold(fact);
                if (--left == 0)
                    Resume();
            }
        );
    }

    private void Take(ICommand command)
    {
        var asker = Sender;
        var decision = OrdersRules.Decide(_state, _settings, command, _shell.Now.Wall);
        if (decision.Refusal is { } refusal)
        {
            asker.Tell(new Refused(refusal));
            return;
        }
        PersistAll<object>(
            decision.Events,
            fact =>
            {
                Kept(fact);
                asker.Tell(new Ordered(OrderText.Of((IEvent)fact)));
            }
        );
    }

    private void Kept(object fact)
    {
        Fold(fact);
        _board.Write(_state);
        if (fact is Frozen frozen)
            Log.Warning("{0}", OrderText.Of(frozen));
        // Orders that the log has not are only in their facts.
        if (_outbox.IsEmpty)
            _desk.SnapshotIfDue(_state, _shell.Now);
        _outbox.Say(Self);
    }

    private void Fold(object fact)
    {
        _desk.Saw(fact);
        _state = _past.Apply(_state, fact);
        if (fact is RollbackProtocol.SayingsConfirmed confirmed)
            _outbox.Confirm(confirmed.UpTo);
        else
            _outbox.Add(LastSequenceNr, PersistenceId, Written(fact));
    }

    private Event? Written(object fact) =>
        fact switch
        {
            IEvent order => Note(OrderCodec.Write(order)) with { Timestamp = order.AtWall },
            RollbackProtocol.RolledBack back => RollbackNotes.Of(_shell, PersistenceId, back),
            _ => null,
        };

    // Said as the orders that it comes to: whoever follows orders in the log need not know of rollbacks.
    private void Answer(PastFound<OrdersState> found)
    {
        var (asker, now) = (_desk.AskerOf(Sender), _shell.Now);
        var preview = _desk.Compare(_state, found, now);
        if (found.Tag is not RollbackProtocol.Rollback asked)
        {
            asker.Tell(preview);
            return;
        }
        var back = _desk.Decide(_state, found, asked, LastSequenceNr, now);
        PersistAll<object>(
            [.. OrdersRollback.Between(_state, _past.Read(back.State), asked.Who, now.Wall), back],
            fact =>
            {
                // In force as a whole: on the way there a freeze may be lifted that holds before and after.
                if (!ReferenceEquals(fact, back))
                {
                    Fold(fact);
                    return;
                }
                Kept(fact);
                asker.Tell(new RollbackProtocol.Applied(preview, LastSequenceNr));
            }
        );
    }

    // The log alone remembers these: what they reset is counted from it.
    private void Reset(ICommand command)
    {
        if (ResetRules.Refuse(_memory.Current.Safety, _settings, command, _shell.Now.Wall) is { } refusal)
            Sender.Tell(new Refused(refusal));
        else
            _journal.Tell(JournalProtocol.Append.One(Note(OrderCodec.Write(command)), new Resetting(Sender, OrderText.Of(command))), Self);
    }

    private Event Note((string Type, Severity Severity, System.Text.Json.JsonElement Payload) said) =>
        _shell.Note(said.Type, OrderCodec.Source, said.Severity, said.Payload);

    private sealed record Resetting(IActorRef Asker, string Said);

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
