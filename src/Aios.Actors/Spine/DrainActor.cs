using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using static Aios.Actors.Spine.DrainProtocol;

namespace Aios.Actors.Spine;

/// <summary>
/// Owns the orderly end: no new events and slots, wait for the steps that execute (at most the grace), write <c>node.stopped</c>, after
/// which the log takes nothing more, answer. What is still waiting goes on after the next start.
/// </summary>
internal sealed class DrainActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(100);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Shell _shell;
    private readonly IActorRef _scheduler;
    private readonly IActorRef _journal;
    private IActorRef _asker = ActorRefs.Nobody;
    private string _reason = "";
    private long _giveUpAt;
    private bool _stopping;

    public DrainActor(Shell shell, IActorRef journal, IActorRef scheduler)
    {
        (_shell, _journal, _scheduler) = (shell, journal, scheduler);
        Receive<Begin>(begin =>
        {
            if (_giveUpAt != 0)
                return;
            (_asker, _reason, _giveUpAt) = (Sender, begin.Reason, _shell.Now.Plus(begin.Grace).Monotonic);
            Ask();
        });
        Receive<Again>(_ => Ask());
        Receive<Draining>(Wait);
        Receive<JournalProtocol.Appended>(_ => _asker.Tell(new Drained(true)));
        Receive<JournalProtocol.AppendFailed>(failed =>
        {
            _log.Warning("The stop is not on record: {0}", failed.Why);
            _asker.Tell(new Drained(false));
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Ask() => _scheduler.Tell(new StopHandingOut(), Self);

    private void Wait(Draining draining)
    {
        if (_stopping)
            return;
        if (draining.StepsRunning > 0 && _shell.Now.Monotonic < _giveUpAt)
        {
            Timers.StartSingleTimer("again", Again.Instance, Rhythm);
            return;
        }
        _stopping = true;
        var payload = LooseJson.Object(("reason", _reason), ("steps_running", draining.StepsRunning), ("checkpoint", draining.Checkpoint));
        var stopped = _shell.Note(EventTypes.NodeStopped, "aios/node", Severity.Info, payload);
        _journal.Tell(new JournalProtocol.Append([stopped], IsLast: true), Self);
    }

    private sealed record Again
    {
        public static readonly Again Instance = new();
    }
}
