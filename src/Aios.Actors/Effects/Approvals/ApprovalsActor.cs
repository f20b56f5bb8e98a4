using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Actors.Effects.Approvals;

/// <summary>Keeps what runs ask people and what these say. The run is told after the answer is on disk, and again until it heard it.</summary>
internal sealed class ApprovalsActor : ReceivePersistentActor, IWithTimers
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    private readonly ApprovalSettings _settings;
    private readonly Shell _shell;
    private readonly Memory _memory;
    private readonly IActorRef _runs;
    private readonly ApprovalsPast _past = new();
    private readonly Outbox _outbox;
    private readonly RollbackDesk<ApprovalState> _desk;
    private readonly QuestionTimes _times;
    private readonly Hearing _hearing;
    private ApprovalState _state = ApprovalState.Empty;

    public ApprovalsActor(ApprovalSettings settings, Shell shell, Memory memory, IActorRef journal, IActorRef runs)
    {
        (_settings, _shell, _memory, _runs) = (settings, shell, memory, runs);
        _outbox = new Outbox(journal, shell.Life);
        _hearing = new Hearing(memory.Current.Seq);
        _times = new QuestionTimes(shell);
        _desk = new RollbackDesk<ApprovalState>(_past, this, Context);
        Recover<SnapshotOffer>(offer =>
        {
            _state = _past.Read(((PastSnapshot)offer.Snapshot).State);
            _desk.Recover(offer);
        });
        Recover<RecoveryCompleted>(_ =>
        {
            foreach (var open in _state.Open)
                _times.TakeUp(open);
            LookSoon();
        });
        RecoverAny(Fold);
        Command<RecordedEvent>(Hear);
        Command<Look>(_ => LookAround());
        Command<Approve>(said => Answer(said, said.Id));
        Command<Deny>(said => Answer(said, said.Id));
        Command<GetApprovals>(_ => Sender.Tell(new ApprovalProtocol.Approvals([.. _state.Open, .. _state.Decided.Reverse()])));
        Command<JournalProtocol.Appended>(done =>
        {
            _outbox.Answered();
            Persist(new RollbackProtocol.SayingsConfirmed((long)done.Tag!), Kept);
        });
        Command<JournalProtocol.AppendFailed>(_ => _outbox.Answered());
        Command<RollbackProtocol.GetSnapshots>(_ => Sender.Tell(_desk.Snapshots));
        Command<RollbackProtocol.PreviewRollback>(asked => _desk.Look(asked.To, asked, Sender));
        Command<RollbackProtocol.Rollback>(asked => _desk.Look(asked.To, asked, Sender));
        Command<SaveSnapshotSuccess>(done => _desk.Saved(done.Metadata));
        Command<SaveSnapshotFailure>(failed => Log.Warning("A snapshot was not stored: {0}", failed.Cause.Message));
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteMessagesFailure>(failed => Log.Warning("Old facts were not deleted: {0}", failed.Cause.Message));
        Command<DeleteSnapshotsFailure>(failed => Log.Warning("Old snapshots were not deleted: {0}", failed.Cause.Message));
    }

    public override string PersistenceId => _past.PersistenceId;

    public ITimerScheduler Timers { get; set; } = null!;

    private long NowWall => _shell.Now.Wall;

    private IEnumerable<RunState> Waiting =>
        _memory.Current.ActiveRuns.Values.Where(run => run.Phase == RunPhase.WaitingApproval).OrderBy(run => run.Asked!.AtWall);

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));

    private void Hear(RecordedEvent recorded)
    {
        // What never came may be a question, or the end of one.
        if (_hearing.Hear(recorded.Seq) && !Timers.IsTimerActive("look"))
            LookSoon();
        if (recorded.Event.Source != RunCodec.Source)
            return;
        if (recorded.Event.Type == RunCodec.WaitingApproval || (_state.Open.Length > 0 && IsAbout(RunCodec.RunOf(recorded.Event))))
            LookSoon();
    }

    private bool IsAbout(RunId run) => _state.Open.Any(open => open.Run == run);

    // Only while there is something to look for.
    private void LookSoon() => Timers.StartPeriodicTimer("look", Look.Instance, TimeSpan.Zero, Rhythm);

    private void LookAround()
    {
        var waiting = Waiting.ToList();
        foreach (var unheard in QuestionRules.Unheard(_state, waiting))
            _runs.Tell(QuestionRules.AnswerTo(unheard), Self);
        var facts = QuestionRules.Look(_state, waiting, _memory.Current.Find, _times.IsOver, NowWall).Events;
        if (facts.Count > 0)
            PersistAll<object>(facts, Kept);
        else if (waiting.Count == 0 && _state.Open.IsEmpty && _outbox.IsEmpty)
            Timers.Cancel("look");
        else
            _outbox.Say(Self);
    }

    private void Answer(ICommand said, ApprovalId id)
    {
        var (asker, open) = (Sender, _state.Find(id));
        var run = open is null ? null : _memory.Current.Find(open.Run);
        var decision = AnswerRules.Decide(_state, _settings, said, run, _times.IsOver, NowWall);
        if (decision.Refusal is { } refusal)
        {
            asker.Tell(new Answered(open, refusal));
            return;
        }
        var last = decision.Events[^1];
        PersistAll<object>(
            decision.Events,
            fact =>
            {
                Kept(fact);
                if (ReferenceEquals(fact, last))
                    asker.Tell(new Answered(_state.Find(id), null));
            }
        );
    }

    private void Kept(object fact)
    {
        Fold(fact);
        if (fact is Requested asked)
            _times.Begin(asked.Approval);
        if (fact is Granted or Denied or Expired or Revoked)
            _times.Forget(((IEvent)fact).Id);
        if (fact is Granted or Denied or Expired && _state.Find(((IEvent)fact).Id) is { } decided)
            _runs.Tell(QuestionRules.AnswerTo(decided), Self);
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
        else if (fact is IEvent own)
            _outbox.Add(LastSequenceNr, PersistenceId, ApprovalNotes.Of(_shell, own, _state.Find(own.Id)));
    }

    private sealed record Look
    {
        public static readonly Look Instance = new();
    }
}
