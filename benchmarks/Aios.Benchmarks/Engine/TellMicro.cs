using System.Threading.Channels;
using Akka.Actor;
using BenchmarkDotNet.Attributes;

namespace Aios.Benchmarks.Engine;

public class TellMicro
{
    private const int Messages = 100_000;
    private static readonly object Letter = new();
    private readonly ActorSystem _system = EngineRounds.Unbounded();
    private readonly ManualResetEventSlim _done = new();
    private readonly Channel<object> _channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private IActorRef _actor = ActorRefs.Nobody;

    [GlobalSetup]
    public void Open()
    {
        var done = _done;
        _actor = _system.ActorOf(Props.Create(() => new Counter(done)));
    }

    [GlobalCleanup]
    public void Close() => _system.Dispose();

    [Benchmark(OperationsPerInvoke = Messages)]
    public void Tell()
    {
        _done.Reset();
        for (var i = 0; i < Messages; i++)
            _actor.Tell(Letter, ActorRefs.NoSender);
        _done.Wait();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    public void Channels()
    {
        var reader = Task.Run(async () =>
        {
            for (var left = Messages; left > 0 && await _channel.Reader.WaitToReadAsync(); )
                while (_channel.Reader.TryRead(out _))
                    left--;
        });
        for (var i = 0; i < Messages; i++)
            _channel.Writer.TryWrite(Letter);
        reader.Wait();
    }

    private sealed class Counter(ManualResetEventSlim done) : UntypedActor
    {
        private int _left = Messages;

        protected override void OnReceive(object message)
        {
            if (--_left != 0)
                return;
            _left = Messages;
            done.Set();
        }
    }
}
