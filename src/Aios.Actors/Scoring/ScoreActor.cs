using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Rollback;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Actors.Scoring;

/// <summary>Counts what ended, waited and beat; says what changed. What it knows is on disk a second later at most.</summary>
internal sealed class ScoreActor : ReceivePersistentActor, IWithTimers
{
    private readonly ScoringSettings _settings;
    private readonly Func<SensingSettings> _bounds;
    private readonly Shell _shell;
    private readonly Memory _memory;
    private readonly ScorePast _past;
    private readonly Outbox _outbox;
    private readonly RollbackDesk<ScoringState> _desk;
    private readonly Hearing _hearing;
    private ScoringState _state = ScoringState.Empty;

    // Counted, and not on disk yet.
    private ScoringState _uncounted = ScoringState.Empty;
    private int _keptHeadroom = ScoringState.Empty.HeadroomPpm;
    private Resumed? _resumed;
    private bool _hasMissed;

    public ScoreActor(ScoringSettings settings, Func<SensingSettings> bounds, Shell shell, Memory memory, IActorRef journal)
    {
        (_settings, _bounds, _shell, _memory) = (settings, bounds, shell, memory);
        _past = new ScorePast(settings);
        _hearing = new Hearing(memory.Current.Seq);
        _outbox = new Outbox(journal, shell.Life);
        _desk = new RollbackDesk<ScoringState>(_past, this, Context);
        Recover<SnapshotOffer>(offer =>
        {
            _state = _past.Read(((PastSnapshot)offer.Snapshot).State);
            _desk.Recover(offer);
        });
        Recover<RecoveryCompleted>(_ => Resume());
        RecoverAny(fact => Fold(fact, LastSequenceNr));
        Command<SensingProtocol.BeatsSeen>(Count);
        Command<SchedulingProtocol.EventStarted>(started => Count(new LatencyCounted(started.WaitedMs, started.At)));
        Command<RecordedEvent>(Count);
        Command<Tick>(_ => Weigh());
        Command<GetScore>(_ => Sender.Tell(new CurrentScore(ScoringRules.Explain(_state, _settings, _shell.Now), _state.Level)));
        Command<JournalProtocol.Appended>(done =>
        {
            _outbox.Answered();
            Persist(new RollbackProtocol.SayingsConfirmed((long)done.Tag!), Kept);
        });
        Command<JournalProtocol.AppendFailed>(_ => _outbox.Answered());
        Command<RollbackProtocol.GetSnapshots>(_ => Sender.Tell(_desk.Snapshots));
        Command<RollbackProtocol.PreviewRollback>(asked => _desk.Look(asked.To, asked, Sender));
        Command<RollbackProtocol.Rollback>(asked => _desk.Look(asked.To, asked, Sender));
        Command<PastFound<ScoringState>>(Answer);
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

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(SensingProtocol.BeatsSeen));
        Context.System.EventStream.Subscribe(Self, typeof(SchedulingProtocol.EventStarted));
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        Timers.StartPeriodicTimer("tick", Tick.Instance, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    private void Resume()
    {
        _keptHeadroom = _state.HeadroomPpm;
        if (LastSequenceNr > 0)
        {
            _resumed = new Resumed(_shell.Now);
            _state = _state.Apply(_resumed);
        }
        CountMissed();
        _outbox.Say(Self);
    }

    private void CountMissed()
    {
        _hasMissed = false;
        foreach (var missed in ScoringRules.Missed(_state, _memory.Current.EndedRuns, _shell.Now).ToList())
            Count(missed);
    }

    private void Count(SensingProtocol.BeatsSeen seen)
    {
        var bounds = _bounds();
        var (headroom, tightest) = ScoringRules.Headroom(
            ("cpu", seen.Cpu, bounds.Cpu.Warn),
            ("memory", seen.Memory, bounds.Memory.Warn),
            ("disk", seen.FullestDisk, bounds.Disk.Warn)
        );
        Count(new BeatsCounted(seen.Beats, seen.AlertBeats, headroom, tightest, seen.At));
    }

    private void Count(RecordedEvent recorded)
    {
        // The memory has what never came, and this one: they are counted together, in their order.
        _hasMissed |= _hearing.Hear(recorded.Seq);
        if (
            !_hasMissed
            && RunCodec.IsEnd(recorded.Event)
            && _memory.Current.Find(RunCodec.RunOf(recorded.Event)) is { } run
            && ScoringRules.Counts(_state, run, _shell.Now) is { } counted
        )
            Count(counted);
    }

    private void Count(IEvent fact) => (_state, _uncounted) = (_state.Apply(fact), _uncounted.Apply(fact));

    private void Weigh()
    {
        if (_hasMissed)
            CountMissed();
        var now = _shell.Now;
        var decided = ScoringRules.Decide(_state, _settings, ScoringRules.Explain(_state, _settings, now), now).Events;
        if (decided.Count > 0 || ScoringRules.IsWorthKeeping(_uncounted, _state, _keptHeadroom))
            PersistAll<object>([.. Uncounted(now), .. decided], Kept);
        else
            _outbox.Say(Self);
    }

    /// <summary>The counts that are to be stored now, in the order in which they are to be read again.</summary>
    private List<object> Uncounted(Moment now)
    {
        var facts = new List<object>();
        if (_resumed is { } resumed)
            facts.Add(resumed);
        if (_uncounted.Window.Length > 0)
            facts.Add(new Counted(_uncounted.Window, _uncounted.HeadroomPpm, _uncounted.Tightest, now, _uncounted.AppliedSeq));
        _keptHeadroom = _uncounted.Window.Length > 0 ? _uncounted.HeadroomPpm : _keptHeadroom;
        (_resumed, _uncounted) = (null, ScoringState.Empty);
        return facts;
    }

    // What was counted is in the state already.
    private void Kept(object fact)
    {
        var before = _state;
        Fold(fact, LastSequenceNr);
        if (fact is Counted or Resumed)
            _state = before with { At = _state.At };
        // A snapshot holds what is on disk, no more: not what the next fact brings, and nothing that is still to be said.
        if (fact is not Resumed && _outbox.IsEmpty && _uncounted.Window.IsEmpty)
            _desk.SnapshotIfDue(_state, _shell.Now);
        _outbox.Say(Self);
    }

    private void Fold(object fact, long seq)
    {
        _desk.Saw(fact);
        _state = _past.Apply(_state, fact);
        if (fact is RollbackProtocol.SayingsConfirmed confirmed)
            _outbox.Confirm(confirmed.UpTo);
        else
            _outbox.Add(seq, PersistenceId, Written(fact));
    }

    private void Answer(PastFound<ScoringState> found)
    {
        var (asker, now) = (_desk.AskerOf(Sender), _shell.Now);
        var preview = _desk.Compare(_state, found, now);
        if (found.Tag is not RollbackProtocol.Rollback asked)
        {
            asker.Tell(preview);
            return;
        }
        // What was counted until now goes before it, so that going back to it undoes the rollback.
        var counts = Uncounted(now);
        var fromSeq = LastSequenceNr + counts.Count;
        var back = _desk.Decide(_state, found, asked, fromSeq, now);
        PersistAll<object>(
            [.. counts, back],
            fact =>
            {
                Kept(fact);
                if (ReferenceEquals(fact, back))
                    asker.Tell(new RollbackProtocol.Applied(preview with { FromSeq = fromSeq }, LastSequenceNr));
            }
        );
    }

    private Event? Written(object fact) =>
        fact switch
        {
            ScoreSaid said => Note(EventTypes.ScoreUpdated, Severity.Info, said.Score, said.At),
            LevelChanged { Level: ScoreLevel.Healthy } well => Note(EventTypes.ScoreRecovered, Severity.Info, well.Score, well.At),
            LevelChanged changed => Note(
                EventTypes.ScoreDegraded,
                changed.Level == ScoreLevel.Critical ? Severity.Critical : Severity.Warn,
                changed.Score,
                changed.At
            ),
            RollbackProtocol.RolledBack back => RollbackNotes.Of(_shell, PersistenceId, back),
            _ => null,
        };

    private Event Note(string type, Severity severity, Score score, Moment at) =>
        _shell.Note(
            type,
            "aios/score",
            severity,
            LooseJson.Object(
                ("score", score.Value),
                (
                    "parts",
                    LooseJson.Object([
                        .. score.Parts.Select(part =>
                            (
                                part.Name,
                                (object?)
                                    LooseJson.Object(
                                        ("value", part.ValuePpm / 1e6),
                                        ("weight", part.WeightPpm / 1e6),
                                        ("contribution", part.ContributionPpm / 1e6),
                                        ("because", part.Because)
                                    )
                            )
                        ),
                    ])
                )
            ),
            score: score.Value
        ) with
        {
            Timestamp = at.Wall,
        };

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
