using Aios.Engine.Timing;
using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>Stands in for an actor for one answer.</summary>
internal sealed class PromiseRef<T>(ActorSystemImpl system) : InternalActorRef
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorPath? _path;
    private TimerEntry? _timeout;
    private CancellationTokenRegistration _cancelled;

    public Task<T> Task => _answer.Task;

    public override ActorPath Path =>
        _path
        ?? Interlocked.CompareExchange(ref _path, new ActorPath(system.RootPath / "temp", "$" + ActorSystemImpl.NextUid()), null)
        ?? _path!;

    public override ActorSystemImpl System => system;

    public override bool IsTerminated => _answer.Task.IsCompleted;

    /// <summary>Fails after this time or when the system ends, whatever is first.</summary>
    /// <param name="after">The longest there is means never.</param>
    /// <param name="asked">For the text of the failure.</param>
    /// <param name="message">Likewise.</param>
    public void Expire(TimeSpan after, IActorRef asked, object message)
    {
        _timeout = system.Clock.Callback(
            after,
            () => GiveUp($"{asked} did not answer {message.GetType().Name} within {after}."),
            () => GiveUp($"{asked} did not answer {message.GetType().Name} before the actor system '{system.Name}' ended.")
        );
        if (IsTerminated)
            _timeout.Cancel();
    }

    public void CancelWith(CancellationToken token)
    {
        if (!token.CanBeCanceled)
            return;
        _cancelled = token.UnsafeRegister(
            (_, t) =>
            {
                _timeout?.Cancel();
                _answer.TrySetCanceled(t);
            },
            null
        );
        if (IsTerminated)
            _cancelled.Unregister();
    }

    public override void Tell(object message, IActorRef? sender)
    {
        _timeout?.Cancel();
        _cancelled.Unregister();
        var first = message switch
        {
            T typed => _answer.TrySetResult(typed),
            Status.Failure failure => _answer.TrySetException(
                failure.Cause ?? new InvalidOperationException("The answer is a failure without a cause.")
            ),
            _ => _answer.TrySetException(
                new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")
            ),
        };
        if (!first)
            system.ToDeadLetters(message, sender, this);
    }

    private void GiveUp(string why)
    {
        _cancelled.Unregister();
        _answer.TrySetException(new AskTimeoutException(why));
    }

    public override void SendSystem(SystemSignal signal)
    {
        if (signal is Watch watch)
            watch.Watcher.SendSystem(new DeathNotice(this));
        else if (signal is DeathNotice notice)
            Tell(new Terminated(notice.Actor, existenceConfirmed: true, addressTerminated: false), notice.Actor);
    }
}
