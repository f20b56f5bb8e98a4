using Aios.Engine.Cells;
using Aios.Engine.Queues;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>
/// The lowest number goes first; equal numbers keep the order of arrival. Derive, with a constructor (<see cref="Settings"/>,
/// <see cref="Config"/>), and name the type as <c>mailbox-type</c>. With <c>max-wait</c> set in its section, a lower priority that stood back
/// for that long gets one message in.
/// </summary>
public abstract class UnboundedStablePriorityMailbox : MailboxType
{
    private readonly Func<object, int> _priority;
    private readonly Ageing? _ageing;

    protected UnboundedStablePriorityMailbox(Settings settings, Config config)
        : base(settings, config)
    {
        _priority = Priority;
        if (config.GetTimeSpan("max-wait", TimeSpan.Zero, allowInfinite: false) is { Ticks: not 0 } wait)
            _ageing = new Ageing(Positive(wait), () => settings.System.Scheduler.MonotonicClock);
    }

    /// <summary>Called on the thread of the sender, by many at once.</summary>
    protected abstract int PriorityGenerator(object message);

    internal override MessageQueue<IActorRef> Create() => new BandQueue<IActorRef>(Capacity, _priority, _ageing);

    private static TimeSpan Positive(TimeSpan wait) =>
        wait > TimeSpan.Zero
            ? wait
            : throw new ConfigurationException($"max-wait is {wait}; it must be longer than zero, or zero for none.");

    /// <summary>Timer ticks count as what they carry. When the generator fails the message goes last, and the log says so.</summary>
    private int Priority(object message)
    {
        var carried = message switch
        {
            TimerTick tick => tick.Message,
            TimeoutTick => ReceiveTimeout.Instance,
            _ => message,
        };
        try
        {
            return PriorityGenerator(carried);
        }
        catch (Exception fault)
        {
            Akka.Event.LoggingExtensions.Error(
                Settings.System.Log,
                fault,
                "{0} failed on {1}; the message goes last.",
                GetType().Name,
                carried.GetType().Name
            );
            return int.MaxValue;
        }
    }
}
