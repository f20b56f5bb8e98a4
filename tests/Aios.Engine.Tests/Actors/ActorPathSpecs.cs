using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class ActorPathSpecs : TestKit
{
    private sealed class Parent : ReceiveActor
    {
        public Parent() => Receive<string>(name => Sender.Tell(Context.ActorOf(Props.Create(() => new Parent()), name)));
    }

    [Fact]
    public void A_path_shows_system_and_names()
    {
        var parent = Sys.ActorOf<Parent>("a");
        parent.Tell("b");
        var child = ExpectMsg<IActorRef>();
        Assert.Equal("akka://test/user/a/b", child.Path.ToString());
        Assert.Equal("b", child.Path.Name);
        Assert.Equal(parent.Path, child.Path.Parent);
        Assert.Equal("/user/a/b", child.Path.ToStringWithoutAddress());
        Assert.Equal(child.Path, parent.Path / "b");
    }

    [Theory]
    [InlineData("")]
    [InlineData("$mine")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void A_name_that_is_not_allowed_is_refused(string name) =>
        Assert.Contains("not allowed", Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf<Parent>(name)).Message);

    [Fact]
    public void A_taken_name_is_refused()
    {
        Sys.ActorOf<Parent>("taken");
        Assert.Contains("not unique", Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf<Parent>("taken")).Message);
    }

    [Fact]
    public void A_name_is_free_again_when_its_actor_has_ended()
    {
        for (var i = 0; i < 50; i++)
        {
            var actor = Watch(Sys.ActorOf<Parent>("reused"));
            Sys.Stop(actor);
            ExpectTerminated(actor);
        }
    }

    [Fact]
    public void Two_lives_under_one_name_are_two_actors()
    {
        var first = Watch(Sys.ActorOf<Parent>("twice"));
        Sys.Stop(first);
        ExpectTerminated(first);
        var second = Sys.ActorOf<Parent>("twice");
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void An_actor_without_a_name_gets_one() => Assert.StartsWith("$", Sys.ActorOf<Parent>().Path.Name);

    [Theory]
    [InlineData("-a")]
    [InlineData("")]
    [InlineData("a b")]
    public void A_system_name_that_is_not_allowed_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => ActorSystem.Create(name));
}
