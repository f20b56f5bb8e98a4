using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Pattern;
using static Aios.Loop.Effects.EffectProtocol;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Effects;

/// <summary>
/// One child per run that is not over, each under a supervisor that starts it again after a crash of the actor (not of the step).
/// At start it takes up every run that the log does not show as ended, the oldest event's first.
/// </summary>
internal sealed class RunsActor : ReceiveActor
{
    private static readonly TimeSpan MinBackoff = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(10);

    private readonly RunParts _parts;
    private readonly HashSet<EffectId> _answering = [];
    private readonly HashSet<RunId> _reopening = [];

    public RunsActor(RunParts parts)
    {
        _parts = parts;
        Receive<StartRun>(start => Start(start.Run));
        Receive<RecordVerdict>(verdict => Context.Child(verdict.Run.Value).Tell(verdict));
        Receive<RecordApproval>(said => Context.Child(said.Run.Value).Tell(said));
        Receive<CancelRun>(Cancel);
        Receive<RetryRollback>(Reopen);
        Receive<ResolveEffect>(Answer);
        Receive<JournalProtocol.Appended>(done => done.Tag is Reopening, done => Reopened((Reopening)done.Tag!, null));
        Receive<JournalProtocol.AppendFailed>(
            failed => failed.Tag is Reopening,
            failed => Reopened((Reopening)failed.Tag!, new Refusal("run", $"{((Reopening)failed.Tag!).Run}", failed.Why, failed.Remedy))
        );
        Receive<JournalProtocol.Appended>(done => Store((Saying)done.Tag!));
        Receive<JournalProtocol.AppendFailed>(failed => Close((Saying)failed.Tag!, No(failed.Tag!, failed.Why, failed.Remedy)));
        Receive<Stored>(stored => Close(stored.Saying, stored.Refusal));
        Receive<TakeUpRuns>(_ =>
        {
            foreach (var run in _parts.Memory.Current.ActiveRuns.Values.OrderBy(run => run.Plan.EventSeq))
                Start(run.Plan.Id);
        });
    }

    protected override void PreStart() => Self.Tell(TakeUpRuns.Instance);

    private void Start(RunId run)
    {
        if (!Context.Child(run.Value).IsNobody())
            return;
        var parts = _parts;
        // Also when it cannot be made: a run on record is carried out as soon as what it reads can be read.
        var life = Backoff
            .OnFailure(Props.Create(() => new RunActor(run, parts)), "run", MinBackoff, MaxBackoff, 0.2, -1)
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Restart));
        Context.ActorOf(BackoffSupervisor.Props(life), run.Value);
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

    private static Refusal No(object saying, string why, string remedy) => new("effect", ((Saying)saying).Said.Effect.Value, why, remedy);

    private sealed record Saying(ResolveEffect Said, EffectIntent Intent, IActorRef Asker);

    private sealed record Reopening(RunId Run, IActorRef Asker);

    private sealed record Stored(Saying Saying, Refusal? Refusal);

    private sealed record TakeUpRuns
    {
        public static readonly TakeUpRuns Instance = new();
    }
}

/// <summary>The run is on record: carry it out.</summary>
internal sealed record StartRun(RunId Run);

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
