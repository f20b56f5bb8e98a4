using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Events;

public class EventStreamSpecs : TestKit
{
    private interface IFact;

    private record Base : IFact;

    private sealed record Derived : Base;

    [Fact]
    public void Subscribers_get_the_type_and_what_derives_from_it()
    {
        var derived = CreateTestProbe();
        var fact = CreateTestProbe();
        Assert.True(Sys.EventStream.Subscribe<Base>(TestActor));
        Assert.True(Sys.EventStream.Subscribe<Derived>(derived.Ref));
        Assert.True(Sys.EventStream.Subscribe(fact.Ref, typeof(IFact)));
        Sys.EventStream.Publish(new Base());
        Sys.EventStream.Publish(new Derived());
        ExpectMsg(new Base());
        ExpectMsg(new Derived());
        derived.ExpectMsg(new Derived());
        Assert.Equal(2, fact.ReceiveN(2).Count);
    }

    [Fact]
    public void A_subscriber_of_two_fitting_types_gets_an_event_once()
    {
        Sys.EventStream.Subscribe<Base>(TestActor);
        Sys.EventStream.Subscribe<IFact>(TestActor);
        Assert.False(Sys.EventStream.Subscribe<IFact>(TestActor));
        Sys.EventStream.Publish(new Derived());
        Sys.EventStream.Publish(new Base());
        ExpectMsg<Derived>();
        ExpectMsg<Base>();
    }

    [Fact]
    public void After_unsubscribe_nothing_comes()
    {
        Sys.EventStream.Subscribe<Base>(TestActor);
        Assert.True(Sys.EventStream.Unsubscribe<Base>(TestActor));
        Assert.False(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish(new Base());
        TestActor.Tell("behind it");
        ExpectMsg("behind it");
    }

    private sealed class Subscriber : UntypedActor
    {
        protected override void PreStart() => Context.System.EventStream.Subscribe<Base>(Self);

        protected override void OnReceive(object message) { }
    }

    [Fact]
    public void The_end_of_a_subscriber_ends_its_subscriptions()
    {
        var subscriber = Watch(Sys.ActorOf<Subscriber>());
        Sys.Stop(subscriber);
        ExpectTerminated(subscriber);
        Assert.False(Sys.EventStream.Unsubscribe(subscriber));
        Sys.EventStream.Subscribe<Base>(subscriber);
        Assert.False(Sys.EventStream.Unsubscribe(subscriber));
    }
}
