using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;

namespace Aios.Actors.Tests.Sensing;

/// <summary>Base of specs about one sensor under a parent that the spec hears.</summary>
public abstract class SensorSpecs : ActorSpecs
{
    protected SensorSpecs() => Heard = CreateTestProbe("heard");

    /// <summary>Gets what the sensor tells its parent.</summary>
    protected TestProbe Heard { get; }

    /// <summary>Starts the sensor; its first sample is due at once but waits for the clock.</summary>
    protected IActorRef ChildOf(Props recipe)
    {
        var listener = Heard.Ref;
        var child = Ask<IActorRef>(Start(() => new Parent(recipe, listener)), new Parent.GetChild());
        Settle(child);
        return child;
    }

    /// <summary>Takes samples until something is to be put on record, and puts it there.</summary>
    internal IReadOnlyList<Event> AcceptNext(double interval)
    {
        PassUntil(() => Journal.HasMessages, "something to put on record", interval);
        return [.. Journal.Accept().Select(record => record.Event)];
    }
}
