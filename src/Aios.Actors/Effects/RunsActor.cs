using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using static Aios.Loop.Effects.EffectProtocol;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Effects;

/// <summary>
/// One child per run that is not over, each under a supervisor that starts it again after a crash of the actor (not of the step).
/// At start it takes up every run that the log does not show as ended, the oldest event's first. A run whose lives fail one after the other
/// is ended as at its deadline: what it did is put back.
/// </summary>
internal sealed class RunsActor : ReceiveActor, IWithTimers
{
    /// <summary>So many failures in a row are borne, about half a minute; a life of a minute is none.</summary>
    internal const int MostFailures = 8;

    private static readonly TimeSpan MinBackoff = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(10);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly RunParts _parts;
    private readonly HashSet<EffectId> _answering = [];
    private readonly HashSet<RunId> _reopening = [];
    private readonly HashSet<RunId> _failing = [];
    private bool _hasTakenUp;

    public RunsActor(RunParts parts)
    {
        _parts = parts;
        // Before all is taken up, another life of this actor may have begun with it.
        Receive<StartRun>(start => Start(start.Run, isNew: _hasTakenUp));
        Receive<RecordVerdict>(verdict => Context.Child(verdict.Run.Value).Tell(verdict));
        Receive<RecordApproval>(said => Context.Child(said.Run.Value).Tell(said));
        Receive<CancelRun>(Cancel);
        Receive<RetryRollback>(Reopen);
        Receive<ResolveEffect>(Answer);
        Receive<JournalProtocol.Appended>(done => Recorded(done.Tag, null));
        Receive<JournalProtocol.AppendFailed>(failed => Recorded(failed.Tag, failed));
        Receive<Stored>(stored => Close(stored.Saying, stored.Refusal));
        Receive<Terminated>(ended => Ended(new RunId(ended.ActorRef.Path.Name)));
        Receive<StartAgain>(again => Start(again.Run));
        Receive<SchedulerActor.StartedAgain>(again =>
        {
            foreach (var run in Context.GetChildren())
                run.Tell(again);
        });
        Receive<TakeUpRuns>(_ =>
        {
            foreach (var run in _parts.Memory.Current.ActiveRuns.Values.OrderBy(run => run.Plan.EventSeq))
                Start(run.Plan.Id);
            _hasTakenUp = true;
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(SchedulerActor.StartedAgain));
        Self.Tell(TakeUpRuns.Instance);
    }

    /// <param name="isNew">Nobody has carried out anything of it yet.</param>
    private void Start(RunId run, bool isNew = false)
    {
        if (!Context.Child(run.Value).IsNobody())
            return;
        var (parts, lives) = (_parts, new RunLives(isNew));
        // Also when it cannot be made: a run on record is carried out as soon as what it reads can be read.
        var life = Backoff
            .OnFailure(Props.Create(() => new RunActor(run, parts, lives)), "run", MinBackoff, MaxBackoff, 0.2, MostFailures)
            .WithAutoReset(TimeSpan.FromMinutes(1))
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Restart));
        Context.Watch(Context.ActorOf(BackoffSupervisor.Props(life), run.Value));
    }

    private void Ended(RunId run)
    {
        var state = _parts.Memory.Current.Find(run);
        if (state is { IsOver: false })
            GiveUp(state);
        else if (_failing.Remove(run) && state is { Phase: not RunPhase.Stuck })
            _parts.Journal.Tell(JournalProtocol.Append.One(RunTrouble.Over(_parts.Shell, state)), Self);
    }

    // Nothing is given up because of a ledger that cannot be read: nobody could say what was done.
    private void GiveUp(RunState run)
    {
        var id = run.Plan.Id;
        try
        {
            _ = _parts.Ledger.OfRun(id);
        }
        catch (Exception fault)
        {
            _log.Error(fault, "Run {0} waits: what was done cannot be read", id);
            Timers.StartSingleTimer(id, new StartAgain(id), MaxBackoff);
            return;
        }
        var why = $"its actor failed {MostFailures + 1} times in a row; the log of the node says why";
        _log.Error("Run {0} is given up: {1}", id, why);
        _failing.Add(id);
        var facts = RunTrouble.GiveUp(run, _parts.Settings, why, _parts.Shell.Now.Wall).Select(fact => _parts.Shell.Note(run.Plan, fact));
        _parts.Journal.Tell(new JournalProtocol.Append([RunTrouble.Began(_parts.Shell, run, why), .. facts], new StartAgain(id)), Self);
    }

    private void Recorded(object? tag, JournalProtocol.AppendFailed? failed)
    {
        switch (tag)
        {
            case Reopening reopening:
                Reopened(reopening, failed is null ? null : new Refusal("run", reopening.Run.Value, failed.Why, failed.Remedy));
                break;
            case Saying saying when failed is null:
                Store(saying);
                break;
            case Saying saying:
                Close(saying, No(saying, failed.Why, failed.Remedy));
                break;
            case StartAgain again when failed is null:
                Start(again.Run);
                break;
            case StartAgain again:
                Timers.StartSingleTimer(again.Run, again, MaxBackoff);
                break;
        }
    }

    private void Cancel(CancelRun said)
    {
        if (_parts.Memory.Current.Find(said.Run) is not { } run)
            Sender.Tell(new Answered(null, Unknown(said.Run)));
        else if (run.IsOver)
            Sender.Tell(new Answered(run, RunRules.Decide(run, _parts.Settings, said, _parts.Shell.Now.Wall).Refusal));
        else
        {
            Start(said.Run);
            Context.Child(said.Run.Value).Forward(said);
        }
    }

    private void Reopen(RetryRollback said)
    {
        var memory = _parts.Memory.Current;
        if (memory.Find(said.Run) is not { } run)
        {
            Sender.Tell(new Answered(null, Unknown(said.Run)));
            return;
        }
        var busy = memory.ActiveRuns.Values.FirstOrDefault(other => other.Plan.Target == run.Plan.Target && other.Plan.Id != said.Run);
        var decision = CompensationRules.Retry(run, _parts.Ledger.OfRun(said.Run), busy?.Plan.Id, said, _parts.Shell.Now.Wall);
        var refusal =
            _reopening.Contains(said.Run) || (run.IsOver && !Context.Child(said.Run.Value).IsNobody())
                ? new Refusal("run", said.Run.Value, "it is changing just now", "look again: 'aios runs show RUN'")
                : decision.Refusal;
        if (refusal is not null)
        {
            Sender.Tell(new Answered(run, refusal));
            return;
        }
        _reopening.Add(said.Run);
        var facts = decision.Events.Select(fact => _parts.Shell.Note(run.Plan, fact));
        _parts.Journal.Tell(new JournalProtocol.Append([.. facts], new Reopening(said.Run, Sender)), Self);
    }

    private void Reopened(Reopening reopening, Refusal? refusal)
    {
        _reopening.Remove(reopening.Run);
        if (_parts.Memory.Current.ActiveRuns.ContainsKey(reopening.Run))
            Start(reopening.Run);
        reopening.Asker.Tell(new Answered(_parts.Memory.Current.Find(reopening.Run), refusal));
    }

    private static Refusal Unknown(RunId run) => new("run", run.Value, "it is not known", "'aios runs ls' lists those that are");

    // What a person says is an event first; then it goes into the ledger, and only then the run goes on.
    private void Answer(ResolveEffect said)
    {
        var record = _parts.Ledger.Find(said.Effect);
        var run = record is null ? null : _parts.Memory.Current.Find(record.Intent.Run);
        var refusal = _answering.Contains(said.Effect)
            ? new Refusal("effect", said.Effect.Value, "somebody else says it just now", "look again: 'aios effects show ID'")
            : EffectRules.Refuse(said.Effect, record, run);
        if (refusal is not null)
        {
            Sender.Tell(new EffectResolved(record, refusal));
            return;
        }
        _answering.Add(said.Effect);
        var saying = new Saying(said, record!.Intent, Sender);
        _parts.Journal.Tell(JournalProtocol.Append.One(EffectAnswers.Write(_parts.Shell, saying.Intent, said, run), saying), Self);
    }

    private void Store(Saying saying) =>
        _parts
            .Ledger.RecordOutcome(EffectRules.Outcome(saying.Said))
            .PipeTo(
                Self,
                success: () => new Stored(saying, null),
                failure: fault => new Stored(saying, No(saying, fault.Message, "it is on record and enters the ledger at the next start"))
            );

    private void Close(Saying saying, Refusal? refusal)
    {
        _answering.Remove(saying.Said.Effect);
        if (refusal is null)
            Context.Child(saying.Intent.Run.Value).Tell(new RecordOutcome(EffectRules.Outcome(saying.Said)));
        saying.Asker.Tell(new EffectResolved(_parts.Ledger.Find(saying.Said.Effect), refusal));
    }

    private static Refusal No(Saying saying, string why, string remedy) => new("effect", saying.Said.Effect.Value, why, remedy);

    private sealed record Saying(ResolveEffect Said, EffectIntent Intent, IActorRef Asker);

    private sealed record Reopening(RunId Run, IActorRef Asker);

    private sealed record StartAgain(RunId Run);

    private sealed record Stored(Saying Saying, Refusal? Refusal);

    private sealed record TakeUpRuns
    {
        public static readonly TakeUpRuns Instance = new();
    }
}

/// <summary>The run is on record: carry it out.</summary>
internal sealed record StartRun(RunId Run);

/// <summary>Tells the first life of a run's actor from later ones, which may find something of the one before still on its way to the log.</summary>
/// <param name="isNew">No actor has begun with this run yet.</param>
internal sealed class RunLives(bool isNew)
{
    private int _begun;

    public bool BeginsFirst() => Interlocked.Increment(ref _begun) == 1 && isNew;
}

/// <summary>What a run works with. Reactor, verifier and score come later in the loop: they read the run's records.</summary>
internal sealed record RunParts(
    Shell Shell,
    Memory Memory,
    IActorRef Journal,
    IActorRef Scheduler,
    Door Door,
    IEffectLedger Ledger,
    EffectSettings Settings
)
{
    /// <summary>The run gets no slot for now; its deadline stands still.</summary>
    public Func<RunId, bool> IsHeld { get; init; } = _ => false;
}
