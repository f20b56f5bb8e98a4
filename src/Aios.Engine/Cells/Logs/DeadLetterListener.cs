using Akka.Actor;
using Akka.Event;

namespace Aios.Engine.Cells.Logs;

/// <summary>Logs the first dead letters, then is silent for a while, then says how many there were.</summary>
internal sealed class DeadLetterListener : UntypedActor, IWithTimers
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly long _limit;
    private readonly TimeSpan _silence;
    private long _logged;
    private long _silent;

    public DeadLetterListener()
    {
        var config = Context.System.Settings.Config;
        _limit = config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" => long.MaxValue,
            "off" or "false" => 0,
            _ => config.GetLong("akka.log-dead-letters"),
        };
        _silence = config.GetTimeSpan("akka.log-dead-letters-suspend-duration");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        if (_limit > 0)
            Context.System.EventStream.Subscribe<DeadLetter>(Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DeadLetter letter when _logged < _limit:
                Write(letter);
                break;
            case DeadLetter:
                _silent++;
                break;
            case SilenceOver:
                _log.Info("{0} dead letters were not logged.", _silent);
                _logged = _silent = 0;
                break;
        }
    }

    private void Write(DeadLetter letter)
    {
        _logged++;
        _log.Info(
            "{0} from {1} to {2} was not delivered: dead letter {3}.",
            letter.Message.GetType().Name,
            letter.Sender,
            letter.Recipient,
            _logged
        );
        if (_logged < _limit)
            return;
        if (_silence == Timeout.InfiniteTimeSpan)
        {
            _log.Info("No more dead letters are logged.");
            return;
        }
        _log.Info("Further dead letters are not logged for {0}.", _silence);
        Timers.StartSingleTimer(SilenceOver.Instance, SilenceOver.Instance, _silence);
    }

    private sealed class SilenceOver
    {
        public static readonly SilenceOver Instance = new();
    }
}

/// <summary>Logs what nobody handled.</summary>
internal sealed class UnhandledListener : UntypedActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();

    protected override void PreStart() => Context.System.EventStream.Subscribe<UnhandledMessage>(Self);

    protected override void OnReceive(object message)
    {
        if (message is UnhandledMessage unhandled)
            _log.Debug("{0} from {1} was not handled by {2}.", unhandled.Message.GetType().Name, unhandled.Sender, unhandled.Recipient);
    }
}
