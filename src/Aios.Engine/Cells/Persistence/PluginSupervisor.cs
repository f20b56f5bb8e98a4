using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Aios.Engine.Cells.Persistence;

/// <summary>
/// Starts a journal or snapshot store, again and again with growing waits when it cannot start, and answers in its place meanwhile, so that
/// nobody waits for ever. A fault in the settings stays one: it is said once and nothing is tried again.
/// </summary>
internal sealed class PluginSupervisor(string path, PluginHandle handle, Props props, RestartWaits waits) : UntypedActor, IWithTimers
{
    private readonly List<PluginRequest> _held = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef? _plugin;
    private bool _works;
    private Exception? _cause;
    private int _failures;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Open();

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(cause =>
        {
            if (cause is not ActorInitializationException)
                return Directive.Restart;
            _cause = cause.InnerException ?? cause;
            return Directive.Stop;
        });

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ActorIdentity { Subject: { } subject } when subject.Equals(_plugin):
                Works(_plugin);
                break;
            case Terminated ended when ended.ActorRef.Equals(_plugin):
                Ended();
                break;
            case Retry:
                Open();
                break;
            case PluginRequest request when _works:
                // Sent before the plug-in itself could be reached.
                _plugin!.Tell(request, ActorRefs.NoSender);
                break;
            case PluginRequest request when _cause is null && _plugin is not null:
                _held.Add(request);
                break;
            case PluginRequest request:
                request.Fail(Unavailable());
                break;
        }
    }

    protected override void PostStop() => FailHeld();

    private void Open()
    {
        _plugin = Context.Watch(Context.ActorOf(props, "plugin"));
        _plugin.Tell(new Identify(path));
    }

    private void Works(IActorRef plugin)
    {
        if (_failures > 0)
            _log.Info("{0} works again, after {1} failed starts.", path, _failures);
        (_works, _failures, _cause) = (true, 0, null);
        handle.Target = plugin;
        foreach (var request in _held)
            plugin.Tell(request, ActorRefs.NoSender);
        _held.Clear();
    }

    private void Ended()
    {
        (_works, _plugin) = (false, null);
        handle.Target = Self;
        FailHeld();
        _failures++;
        if (IsSettings(_cause))
        {
            _log.Error(_cause, "{0} cannot be used as it is set: {1}", path, _cause!.Message);
            return;
        }
        if (_failures == 1)
            _log.Error(_cause, "{0} does not work: {1} It is tried again until it does.", path, _cause?.Message ?? "it ended.");
        Timers.StartSingleTimer(nameof(Retry), new Retry(), waits.After(_failures));
    }

    private void FailHeld()
    {
        foreach (var request in _held)
            request.Fail(Unavailable());
        _held.Clear();
    }

    private Exception Unavailable() =>
        IsSettings(_cause)
            ? _cause!
            : new PluginUnavailableException($"{path} does not work at present: {_cause?.Message ?? "it ended."}", _cause);

    private static bool IsSettings(Exception? cause) => cause is ConfigurationException;

    private sealed record Retry;
}
