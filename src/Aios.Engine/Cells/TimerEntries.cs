using Aios.Engine.Timing;
using Akka.Actor;

namespace Aios.Engine.Cells;

internal sealed class TellEntry(TimeSpan? interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    : TimerEntry(interval)
{
    public override void Fire()
    {
        if (cancelable is { IsCancellationRequested: true })
            Cancelled = true;
        else
            receiver.Tell(message, sender);
    }
}

internal sealed class ActionEntry(
    TimeSpan? interval,
    Action action,
    ICancelable? cancelable,
    Action<Exception> onFault,
    Action<IThreadPoolWorkItem> run
) : TimerEntry(interval), IThreadPoolWorkItem
{
    public override void Fire()
    {
        if (cancelable is { IsCancellationRequested: true })
            Cancelled = true;
        else
            run(this);
    }

    public void Execute()
    {
        try
        {
            action();
        }
        catch (Exception fault)
        {
            onFault(fault);
        }
    }
}
