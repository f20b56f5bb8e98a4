using System.Diagnostics;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Aios.Benchmarks.Engine;

/// <summary>How many messages per second go from one thread to one actor?</summary>
internal static class TellBench
{
    private const int Messages = 2_000_000;
    private static readonly object[] Letters = [.. Enumerable.Range(0, 4).Select(band => (object)new Letter(band))];

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        using var system = EngineRounds.Unbounded($"banded.mailbox-type = \"{typeof(ByBand).AssemblyQualifiedName}\"");
        var plain = EngineRounds.Compare(rounds, Channel, () => Tell(system, null));
        var banded = EngineRounds.Compare(rounds, () => Tell(system, null), () => Tell(system, "banded"));
        return
        [
            new BenchRow(
                "tell 1 to 1, default mailbox",
                plain.Subject / 1e6,
                "M msg/s",
                $"unbounded single-reader Channel: {plain.Baseline / 1e6:N2}",
                plain.Ratio
            ),
            new BenchRow(
                "tell 1 to 1, stable priority, 4 bands",
                banded.Subject / 1e6,
                "M msg/s",
                $"default mailbox: {banded.Baseline / 1e6:N2}",
                banded.Ratio
            ),
        ];
    }

    private static double Channel()
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<(object Message, IActorRef? Sender)>(
            new UnboundedChannelOptions { SingleReader = true }
        );
        var began = Stopwatch.GetTimestamp();
        var reader = Task.Run(async () =>
        {
            for (var left = Messages; left > 0 && await channel.Reader.WaitToReadAsync(); )
            {
                while (channel.Reader.TryRead(out _))
                    left--;
            }
        });
        for (var i = 0; i < Messages; i++)
            channel.Writer.TryWrite((Letters[i & 3], null));
        reader.Wait();
        return Messages / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Tell(ActorSystem system, string? mailbox)
    {
        using var done = new ManualResetEventSlim();
        var props = Props.Create(() => new Counter(Messages, done));
        var actor = system.ActorOf(mailbox is null ? props : props.WithMailbox(mailbox));
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++)
            actor.Tell(Letters[i & 3], ActorRefs.NoSender);
        done.Wait();
        var elapsed = Stopwatch.GetElapsedTime(began);
        actor.GracefulStop(TimeSpan.FromSeconds(10)).Wait();
        return Messages / elapsed.TotalSeconds;
    }

    private sealed record Letter(int Band);

    private sealed class Counter(int expected, ManualResetEventSlim done) : UntypedActor
    {
        private int _left = expected;

        protected override void OnReceive(object message)
        {
            if (--_left == 0)
                done.Set();
        }
    }

    public sealed class ByBand(Settings settings, Config config) : UnboundedStablePriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message is Letter letter ? letter.Band : 0;
    }
}
