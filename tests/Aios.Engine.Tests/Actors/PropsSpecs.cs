using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class PropsSpecs : TestKit
{
    private static int _evaluated;

    private sealed class Holder : ReceiveActor
    {
        public string? Extra { get; set; }

        public Holder(string text, int number)
        {
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
            ReceiveAny(_ => Sender.Tell($"{text} {number}"));
        }
    }

    private sealed class Plain : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell("plain");
    }

    private static int Evaluate() => Interlocked.Increment(ref _evaluated);

    private sealed class Words(string? said)
    {
        public static int Count => 1;

        public string Said => said ?? throw new InvalidOperationException("nothing was said");
    }

    private static Holder Make() => new("made", 1);

    [Fact]
    public void Arguments_are_evaluated_once_and_used_again_at_a_restart()
    {
        var word = "one";
        var props = Props.Create(() => new Holder(word, Evaluate()));
        word = "two";
        var evaluated = _evaluated;
        var actor = Sys.ActorOf(props);
        actor.Tell("ask");
        ExpectMsg($"one {evaluated}");
        actor.Tell("fail");
        actor.Tell("ask");
        ExpectMsg($"one {evaluated}");
        Assert.Equal(evaluated, _evaluated);
    }

    [Fact]
    public void A_property_is_an_argument_like_any_other_and_fails_as_itself()
    {
        var words = new Words("first");
        Sys.ActorOf(Props.Create(() => new Holder(words.Said, Words.Count))).Tell("ask");
        ExpectMsg("first 1");
        var none = new Words(null);
        Assert.Throws<InvalidOperationException>(() => Props.Create(() => new Holder(none.Said, 1)));
        words = null!;
        Assert.Throws<NullReferenceException>(() => Props.Create(() => new Holder(words.Said, 1)));
    }

    [Fact]
    public void A_factory_method_is_refused() =>
        Assert.Contains("one constructor call", Assert.Throws<ArgumentException>(() => Props.Create(() => Make())).Message);

    [Fact]
    public void An_object_initializer_is_refused() =>
        Assert.Contains(
            "object initializer",
            Assert.Throws<ArgumentException>(() => Props.Create(() => new Holder("a", 1) { Extra = "b" })).Message
        );

    [Fact]
    public void A_type_that_is_no_actor_is_refused() =>
        Assert.Contains("ActorBase", Assert.Throws<ArgumentException>(() => Props.Create(typeof(string))).Message);

    [Fact]
    public void An_actor_is_made_by_type_and_arguments()
    {
        Sys.ActorOf(Props.Create(typeof(Holder), "typed", 7)).Tell("ask");
        ExpectMsg("typed 7");
        Sys.ActorOf(Props.Create<Holder>("generic", 8)).Tell("ask");
        ExpectMsg("generic 8");
        Sys.ActorOf<Plain>().Tell("ask");
        ExpectMsg("plain");
    }

    [Fact]
    public void Arguments_that_fit_no_constructor_fail_the_actor_and_it_stops()
    {
        EventFilter
            .Exception<MissingMethodException>(contains: "no constructor for (String)")
            .ExpectOne(() => Watch(Sys.ActorOf(Props.Create(typeof(Holder), "only one"))));
        ExpectMsg<Terminated>();
    }

    [Fact]
    public void With_methods_leave_the_original_as_it_is()
    {
        var props = Props.Create<Plain>();
        var changed = props.WithDispatcher("akka.io.pinned-dispatcher").WithMailbox("akka.actor.default-mailbox");
        Assert.Null(props.Dispatcher);
        Assert.Equal("akka.io.pinned-dispatcher", changed.Dispatcher);
        Assert.Equal("akka.actor.default-mailbox", changed.Mailbox);
    }

    [Fact]
    public void An_actor_made_with_new_is_refused() =>
        Assert.Contains("ActorOf", Assert.Throws<ActorInitializationException>(() => new Plain()).Message);
}
