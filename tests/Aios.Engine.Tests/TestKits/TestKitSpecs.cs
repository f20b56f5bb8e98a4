using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace Aios.Engine.Tests.TestKits;

public class TestKitSpecs : TestKit
{
    /// <summary>For what does not come; what comes has all the time that is usual.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private static string Fault(Action action) => Assert.ThrowsAny<XunitException>(action).Message;

    [Fact]
    public void An_expectation_that_gets_nothing_says_what_it_expected() =>
        Assert.Contains("Expected a String within 00:00:00.05", Fault(() => ExpectMsg<string>(Short)));

    [Fact]
    public void An_expectation_that_gets_something_else_shows_it()
    {
        TestActor.Tell(7);
        Assert.Contains("a String and got Int32 <7>", Fault(() => ExpectMsg<string>()));
        TestActor.Tell("a");
        Assert.Contains("<b> and got <a>", Fault(() => ExpectMsg("b")));
        TestActor.Tell("a");
        Assert.Contains("hint", Fault(() => ExpectMsg<string>(m => m == "b", hint: "hint")));
    }

    [Fact]
    public void ExpectNoMsg_shows_what_came()
    {
        TestActor.Tell("unwanted");
        Assert.Contains("<unwanted>", Fault(() => ExpectNoMsg(TimeSpan.FromSeconds(20))));
        ExpectNoMsg(1);
    }

    [Fact]
    public void Fishing_passes_over_others_and_lists_them_when_it_fails()
    {
        foreach (var message in new object[] { 1, "a", 2 })
            TestActor.Tell(message);
        Assert.Equal("a", FishForMessage(m => m is string));
        Assert.Contains("Int32 <2>", Fault(() => FishForMessage<string>(_ => true, 10 * Short)));
    }

    [Fact]
    public void ReceiveN_shows_what_it_got()
    {
        TestActor.Tell("only");
        Assert.Contains("got 1: only", Fault(() => ReceiveN(2, 10 * Short)));
        Assert.Null(ReceiveOne(TimeSpan.Zero));
    }

    [Fact]
    public void All_of_and_any_of_take_any_order()
    {
        TestActor.Tell(2);
        TestActor.Tell(1);
        ExpectMsgAllOf(1, 2);
        TestActor.Tell(3);
        Assert.Equal(3, ExpectMsgAnyOf(3, 4));
        TestActor.Tell(5);
        Assert.Contains("<3>, <4>", Fault(() => ExpectMsgAnyOf(3, 4)));
    }

    [Fact]
    public void Within_limits_the_expectations_inside()
    {
        Assert.True(Within(TimeSpan.FromSeconds(20), () => RemainingOrDefault) > TimeSpan.FromSeconds(1));
        Assert.Throws<InvalidOperationException>(() => Remaining);
        Assert.Contains("less than", Fault(() => Within(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), () => { })));
    }

    [Fact]
    public void AwaitAssert_fails_as_its_assertion_did()
    {
        var tries = 0;
        AwaitAssert(() => Assert.True(++tries > 2), TimeSpan.FromSeconds(20));
        Assert.Contains("Expected: 1", Fault(() => AwaitAssert(() => Assert.Equal(1, 2), Short)));
        Assert.Contains("did not hold", Fault(() => AwaitCondition(() => false, Short)));
    }

    [Fact]
    public void A_probe_sends_answers_and_forwards()
    {
        var probe = CreateTestProbe("probe");
        probe.Ref.Tell("question");
        probe.ExpectMsg("question");
        probe.Reply("answer");
        ExpectMsgFrom(probe.Ref, "answer");
        probe.Forward(TestActor);
        ExpectMsgFrom(TestActor, "question");
        probe.Send(TestActor, "sent");
        ExpectMsgFrom(probe.Ref, "sent");
    }

    [Fact]
    public async Task The_test_is_the_sender_also_after_an_await_and_on_other_threads()
    {
        var probe = CreateTestProbe();
        await Task.Run(() => probe.Ref.Tell("x"));
        probe.ExpectMsg("x");
        Assert.Equal(TestActor, probe.Sender);
    }

    [Fact]
    public void An_event_filter_counts_exactly()
    {
        EventFilter.Warning(start: "care").ExpectOne(() => Sys.Log.Warning("careful"));
        Assert.Contains("saw it 0 times", Fault(() => EventFilter.Info("never").ExpectOne(Short, () => { })));
        Assert.Contains(
            "saw it 2 times",
            Fault(() =>
                EventFilter
                    .Info(contains: "two")
                    .ExpectOne(() =>
                    {
                        Sys.Log.Info("two");
                        Sys.Log.Info("two");
                    })
            )
        );
        EventFilter.Error().Expect(0, () => Sys.Log.Warning("no error"));
    }

    [Fact]
    public void Ignored_messages_are_not_seen()
    {
        IgnoreMessages(m => m is int);
        TestActor.Tell(1);
        TestActor.Tell("seen");
        ExpectMsg("seen");
        IgnoreNoMessages();
        TestActor.Tell(1);
        ExpectMsg(1);
    }

    [Fact]
    public void Unwatch_takes_the_watch_back()
    {
        var probe = CreateTestProbe();
        Watch(probe.Ref);
        Unwatch(probe.Ref);
        Sys.Stop(probe.Ref);
        var second = CreateTestProbe();
        second.Watch(probe.Ref);
        second.ExpectTerminated(probe.Ref);
        ExpectNoMsg(1);
    }
}
