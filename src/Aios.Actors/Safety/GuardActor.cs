using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Safety.SafetyAlarms;

namespace Aios.Actors.Safety;

/// <summary>
/// Says what the counts mean: circuits that change, a fuse that blows; and orders a freeze when there is a storm. It decides nothing that the
/// reactor does not see for itself.
/// </summary>
internal sealed class GuardActor : ReceiveActor, IWithTimers
{
    private readonly SafetySettings _settings;
    private readonly Shell _shell;
    private readonly Memory _memory;
    private readonly IActorRef _journal;
    private readonly IActorRef _orders;
    private readonly StandingOrders _board;
    private readonly Hearing _hearing;

    public GuardActor(SafetySettings settings, Shell shell, Memory memory, IActorRef journal, IActorRef orders, StandingOrders board)
    {
        (_settings, _shell, _memory, _journal, _orders, _board) = (settings, shell, memory, journal, orders, board);
        _hearing = new Hearing(memory.Current.Seq);
        Receive<RecordedEvent>(Hear);
        Receive<LookAgain>(_ => LookAgainAtAll());
        Receive<JournalProtocol.Appended>(_ => { });
        Receive<JournalProtocol.AppendFailed>(failed =>
        {
            if (failed.IsRetryable)
                Timers.StartSingleTimer(failed.Tag!, failed.Tag!, TimeSpan.FromSeconds(1));
        });
        Receive<Saying>(Say);
        // What is frozen already cannot be frozen again, and orders that are away hear it with the next run.
        Receive<OrdersProtocol.IReply>(_ => { });
        Receive<Status.Failure>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        // What changed just before an end of the node may not be said yet.
        TellAll();
    }

    // What was said before is stored once.
    private void TellAll()
    {
        foreach (var key in _memory.Current.Safety.Circuits.Keys)
            Tell(key, _shell.Now.Wall - SafetyState.KeptMs);
    }

    private void LookAgainAtAll()
    {
        TellAll();
        Freeze(_memory.Current.Safety.Turns.Keys);
    }

    private void Hear(RecordedEvent recorded)
    {
        // Once a second at most, however often its mailbox is full.
        if (_hearing.Hear(recorded.Seq) && !Timers.IsTimerActive("look"))
            Timers.StartSingleTimer("look", LookAgain.Instance, TimeSpan.FromSeconds(1));
        if (recorded.Event.Source != RunCodec.Source || (recorded.Event.Type != "run.planned" && !RunCodec.IsEnd(recorded.Event)))
            return;
        if (_memory.Current.Find(RunCodec.RunOf(recorded.Event)) is not { Plan.IsShadow: false } run)
            return;
        Tell(new CircuitKey(run.Plan.Playbook, run.Plan.Target), recorded.Event.Timestamp - 1_000);
        Freeze([run.Plan.Target]);
    }

    // Asked with what people ordered: a thaw holds before the log has it.
    private void Freeze(IEnumerable<string> targets)
    {
        if (_board.Current is not { } orders)
            return;
        var (safety, now) = (_memory.Current.Safety, _shell.Now.Wall);
        foreach (var freeze in targets.SelectMany(target => FreezesOf(safety, orders, _settings, target, now)).Distinct())
            _orders.Tell(freeze, Self);
    }

    private void Tell(CircuitKey key, long since)
    {
        foreach (var alarm in AlarmsOf(_memory.Current.Safety, _settings, key, since))
            Say(new Saying(alarm));
    }

    private void Say(Saying saying)
    {
        var alarm = saying.Alarm;
        var note = _shell.Note(
            alarm.Type,
            "aios/guard",
            alarm.IsWarning ? Severity.Warn : Severity.Info,
            LooseJson.Object(
                ("playbook", alarm.Playbook?.Value),
                ("target", alarm.Target),
                ("reason", alarm.Why),
                ("until", alarm.Until > 0 ? Utc.Text(alarm.Until) : null)
            )
        );
        _journal.Tell(
            JournalProtocol.Append.One(note with { Id = new EventId(alarm.Id), HasSuppliedId = true, Timestamp = alarm.At }, saying),
            Self
        );
    }

    private sealed record Saying(Alarm Alarm);

    private sealed record LookAgain
    {
        public static readonly LookAgain Instance = new();
    }
}
