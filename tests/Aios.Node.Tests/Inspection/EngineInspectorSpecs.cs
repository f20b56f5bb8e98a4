using Aios.Node.Composition;
using Akka.Actor;
using Akka.Configuration;

namespace Aios.Node.Tests.Inspection;

public sealed class EngineInspectorSpecs : IAsyncLifetime
{
    private const string Held = "actor /user/stuck has been at work on String for";

    private readonly ActorSystem _system = ActorSystem.Create("troubles", ConfigurationFactory.ParseString("akka.loglevel = OFF"));
    private readonly ManualResetEventSlim _gate = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _gate.Set();
        return _system.Terminate();
    }

    [Fact]
    public void An_actor_that_fails_at_every_start_is_told_with_its_cause()
    {
        _system.ActorOf(Props.Create(() => new Persevering()), "parent");

        var trouble = Wait("failing /user/parent/sick", TimeSpan.FromHours(1));

        Assert.Equal("actor /user/parent/sick fails as soon as it is started and is tried again: IOException: the disk is gone", trouble);
    }

    [Fact]
    public void An_actor_that_keeps_its_thread_is_told_with_its_message_as_long_as_it_does()
    {
        var gate = _gate;
        _system.ActorOf(Props.Create(() => new Holding(gate)), "stuck").Tell("a message");
        Assert.True(
            SpinWait.SpinUntil(
                () => Now(TimeSpan.Zero).GetValueOrDefault("held /user/stuck")?.StartsWith(Held, StringComparison.Ordinal) ?? false,
                RunningNode.Patience
            ),
            $"nobody says that {Held}"
        );
        Assert.Empty(ActorEngine.Troubles(_system));
        _gate.Set();
        Assert.True(SpinWait.SpinUntil(() => !Now(TimeSpan.Zero).ContainsKey("held /user/stuck"), RunningNode.Patience));
    }

    private string Wait(string key, TimeSpan longestTurn)
    {
        Assert.True(SpinWait.SpinUntil(() => Now(longestTurn).ContainsKey(key), RunningNode.Patience), $"no trouble {key}");
        return Now(longestTurn)[key];
    }

    private Dictionary<string, string> Now(TimeSpan longestTurn) =>
        ActorEngine.Troubles(_system, longestTurn).ToDictionary(trouble => trouble.Key, trouble => trouble.Text);

    private sealed class Persevering : UntypedActor
    {
        public Persevering() => Context.ActorOf(Props.Create(() => new Sick()), "sick");

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

        protected override void OnReceive(object message) { }
    }

    private sealed class Sick : UntypedActor
    {
        protected override void PreStart() => throw new IOException("the disk is gone");

        protected override void OnReceive(object message) { }
    }

    private sealed class Holding(ManualResetEventSlim gate) : UntypedActor
    {
        protected override void OnReceive(object message) => gate.Wait();
    }
}
