using System.Globalization;
using Aios.Engine.Tests.Support;
using Akka.Actor;

namespace Aios.Engine.Tests.Stress;

/// <summary>Nodes of a tree fail and end at random while all are told: the rest lives, and at the end everything is gone.</summary>
public sealed class TreeUnderFireSpecs() : EngineSpecs("akka.actor.default-mailbox.mailbox-capacity = 1000000")
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_root_answers_after_every_storm_and_all_that_started_has_stopped(int seed)
    {
        var census = new Census();
        var random = new Random(seed);
        var root = System.ActorOf(Props.Create(() => new Node(census, 3)), "root");
        for (var storm = 0; storm < 40; storm++)
        {
            for (var shot = 0; shot < 50; shot++)
                root.Tell(new Shot([random.Next(3), random.Next(3), random.Next(3)], random.Next(4), (Hit)random.Next(4)));
            Assert.Equal("alive", await root.Ask<string>("alive?", Patience));
        }
        Assert.True(await root.GracefulStop(Patience));
        Assert.Equal(0, census.Alive);
        Assert.True(census.Started > 40, $"seed {seed}: only {census.Started} lives were begun");
        System.ActorOf(Props.Create(() => new Node(new Census(), 0)), "root");
    }

    private enum Hit
    {
        None,
        Fail,
        Poison,
        Stop,
    }

    private sealed record Shot(int[] Way, int Depth, Hit Hit);

    private sealed class Census
    {
        private int _alive;
        private int _started;

        public int Alive => Volatile.Read(ref _alive);
        public int Started => Volatile.Read(ref _started);

        public void Start()
        {
            Interlocked.Increment(ref _started);
            Interlocked.Increment(ref _alive);
        }

        public void Stop() => Interlocked.Decrement(ref _alive);
    }

    /// <summary>Three children by name, made anew when one has ended.</summary>
    private sealed class Node(Census census, int height) : UntypedActor
    {
        protected override void PreStart()
        {
            census.Start();
            for (var i = 0; height > 0 && i < 3; i++)
                MakeChild(i);
        }

        protected override void PostStop() => census.Stop();

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "alive?":
                    Sender.Tell("alive");
                    break;
                case Terminated ended:
                    MakeChild(int.Parse(ended.ActorRef.Path.Name, CultureInfo.InvariantCulture));
                    break;
                case Shot { Depth: > 0 } shot when height > 0:
                    Context
                        .Child(shot.Way[0].ToString(CultureInfo.InvariantCulture))
                        .Tell(shot with { Way = shot.Way[1..], Depth = shot.Depth - 1 });
                    break;
                case Shot { Hit: Hit.Fail }:
                    throw new InvalidOperationException("hit");
                case Shot { Hit: Hit.Poison } when height < 3:
                    Self.Tell(PoisonPill.Instance);
                    break;
                case Shot { Hit: Hit.Stop } when height < 3:
                    Context.Stop(Self);
                    break;
            }
        }

        private void MakeChild(int number)
        {
            var below = height - 1;
            Context.Watch(Context.ActorOf(Props.Create(() => new Node(census, below)), number.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
