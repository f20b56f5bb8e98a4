using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;

namespace Aios.Engine.Tests.Support;

/// <summary>A silent actor system per test, and a record of what its actors tell.</summary>
public abstract class EngineSpecs : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<object> _told = Channel.CreateUnbounded<object>();

    protected EngineSpecs(string settings = "") =>
        System = ActorSystem.Create("specs", ConfigurationFactory.ParseString("akka.loglevel = OFF\n" + settings));

    protected ActorSystem System { get; }

    protected Action<object> Tell => message => _told.Writer.TryWrite(message);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await System.Terminate().WaitAsync(Patience);

    protected async Task<T> Next<T>()
    {
        using var patience = new CancellationTokenSource(Patience);
        object told;
        try
        {
            told = await _told.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Expected a {typeof(T).Name}, but nothing was told within {Patience}.");
        }
        return Assert.IsType<T>(told, exactMatch: false);
    }

    protected IActorRef Listen<T>() => System.ActorOf(Props.Create(() => new Listener<T>(Tell, System)));

    private sealed class Listener<T> : UntypedActor
    {
        private readonly Action<object> _tell;

        public Listener(Action<object> tell, ActorSystem system)
        {
            _tell = tell;
            system.EventStream.Subscribe(Self, typeof(T));
        }

        protected override void OnReceive(object message) => _tell(message);
    }
}
