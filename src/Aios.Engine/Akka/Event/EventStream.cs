using Aios.Engine.Cells;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Takes log events to whoever listens.</summary>
public abstract class LoggingBus
{
    /// <summary>Events below this level are not made.</summary>
    public LogLevel LogLevel { get; private protected set; } = LogLevel.InfoLevel;

    public abstract void Publish(object @event);

    public abstract bool Subscribe(IActorRef subscriber, Type classifier);

    public abstract bool Unsubscribe(IActorRef subscriber);
}

/// <summary>Everybody who subscribed to a type gets its events and those of derived types.</summary>
public class EventStream : LoggingBus
{
    private readonly Lock _lock = new();
    private (Type Type, IActorRef Subscriber)[] _subscriptions = [];
    private Dictionary<Type, IActorRef[]> _byEvent = [];

    internal EventStream() { }

    /// <summary>False when it was subscribed to this type already.</summary>
    public override bool Subscribe(IActorRef subscriber, Type classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            if (_subscriptions.Contains((classifier, subscriber)))
                return false;
            if (subscriber is LocalActorRef local)
                local.OnEventStream = true;
            Change([.. _subscriptions, (classifier, subscriber)]);
        }
        if (subscriber is LocalActorRef { IsTerminated: true })
            Unsubscribe(subscriber);
        return true;
    }

    /// <summary>False when it was not subscribed to this type.</summary>
    public bool Unsubscribe(IActorRef subscriber, Type classifier) => Remove(s => s.Subscriber.Equals(subscriber) && s.Type == classifier);

    public override bool Unsubscribe(IActorRef subscriber) => Remove(s => s.Subscriber.Equals(subscriber));

    public override void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var type = @event.GetType();
        if (!Volatile.Read(ref _byEvent).TryGetValue(type, out var subscribers))
            subscribers = Find(type);
        foreach (var subscriber in subscribers)
            subscriber.Tell(@event);
    }

    internal void SetLogLevel(LogLevel level) => LogLevel = level;

    private IActorRef[] Find(Type type)
    {
        lock (_lock)
        {
            IActorRef[] found = [.. _subscriptions.Where(s => s.Type.IsAssignableFrom(type)).Select(s => s.Subscriber).Distinct()];
            Volatile.Write(ref _byEvent, new Dictionary<Type, IActorRef[]>(_byEvent) { [type] = found });
            return found;
        }
    }

    private bool Remove(Func<(Type Type, IActorRef Subscriber), bool> match)
    {
        lock (_lock)
        {
            var left = _subscriptions.Where(s => !match(s)).ToArray();
            if (left.Length == _subscriptions.Length)
                return false;
            Change(left);
            return true;
        }
    }

    private void Change((Type, IActorRef)[] subscriptions)
    {
        _subscriptions = subscriptions;
        Volatile.Write(ref _byEvent, []);
    }
}

public static class EventStreamExtensions
{
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TChannel));

    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
